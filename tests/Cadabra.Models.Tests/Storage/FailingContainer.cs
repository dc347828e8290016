using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Passes everything on until one put, counted from 1, and dies at it; from then on nothing works, as after a kill, or all but puts, as on a full disk.</summary>
internal sealed class FailingContainer(IBlobContainer inner, int failingPut, FailurePoint point, bool isKilled) : PassingContainer(inner)
{
    private int _puts;
    private bool _failed;

    public override IAsyncEnumerable<BlobEntry> ListAsync(string prefix = "", CancellationToken cancellationToken = default)
    {
        ThrowIfKilled();
        return base.ListAsync(prefix, cancellationToken);
    }

    public override Task<BlobFolder> ListFolderAsync(string folder = "", CancellationToken cancellationToken = default)
    {
        ThrowIfKilled();
        return base.ListFolderAsync(folder, cancellationToken);
    }

    public override Task<BlobEntry?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        ThrowIfKilled();
        return base.FindAsync(name, cancellationToken);
    }

    public override Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default)
    {
        ThrowIfKilled();
        return base.OpenReadAsync(name, cancellationToken);
    }

    public override async Task PutAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        ThrowIfKilled();
        if (++_puts != failingPut)
        {
            await base.PutAsync(name, write, cancellationToken);
            return;
        }

        _failed = true;
        switch (point)
        {
            case FailurePoint.Before:
                throw new IOException("the disk is full");
            case FailurePoint.Within:
                await base.PutAsync(name, (_, token) => write(new FullStream(), token), cancellationToken);
                throw new IOException("the disk is full");
            default:
                await base.PutAsync(name, write, cancellationToken);
                throw new IOException("the answer was lost");
        }
    }

    public override Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        ThrowIfKilled();
        return base.DeleteAsync(name, cancellationToken);
    }

    private void ThrowIfKilled()
    {
        if (isKilled && _failed)
        {
            throw new IOException("killed");
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("the disk is full");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("the disk is full");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("the disk is full");
    }
}
