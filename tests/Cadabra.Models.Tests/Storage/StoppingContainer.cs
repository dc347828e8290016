using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Cancels after a number of deletions, as an interrupt in the middle of a removal does.</summary>
internal sealed class StoppingContainer(IBlobContainer inner, int stopAfterDeletes, CancellationTokenSource cancellation) : PassingContainer(inner)
{
    private int _deletes;

    public override async Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await base.DeleteAsync(name, cancellationToken);
        if (++_deletes == stopAfterDeletes)
        {
            await cancellation.CancelAsync();
        }
    }
}
