using Cadabra.Recommender.Ranking;

namespace Cadabra.Models.Export;

/// <summary>Turns customers' recommendations into rows, and sends the rows on in batches of bounded size.</summary>
internal abstract class RecommendationWriter(Catalog catalog) : IRecommendationWriter, IDisposable
{
    /// <summary>Whether the rows at hand are enough for a batch.</summary>
    protected abstract bool IsFull { get; }

    public async ValueTask WriteAsync(string customer, ReadOnlyMemory<ScoredProduct> ranked, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        Append(customer, ranked.Span);
        if (IsFull)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the last rows on and ends the file.</summary>
    public virtual ValueTask CompleteAsync(CancellationToken cancellationToken) => FlushAsync(cancellationToken);

    public virtual void Dispose()
    {
    }

    /// <summary>Adds one row to the batch.</summary>
    protected abstract void Append(string customer, int rank, Product product, float score);

    /// <summary>Sends the batch on.</summary>
    protected abstract ValueTask FlushAsync(CancellationToken cancellationToken);

    private void Append(string customer, ReadOnlySpan<ScoredProduct> ranked)
    {
        for (int place = 0; place < ranked.Length; place++)
        {
            Append(customer, place + 1, catalog[ranked[place].Product], ranked[place].Score);
        }
    }
}
