using System.Buffers;

namespace Cadabra.Models.Export;

/// <summary>The part that text formats share: rows are formatted into memory and written some tens of kilobytes at a time.</summary>
internal abstract class TextRecommendationWriter(Stream stream, Catalog catalog) : RecommendationWriter(catalog)
{
    private const int BatchBytes = 1 << 16;

    /// <summary>The batch at hand, UTF-8.</summary>
    protected ArrayBufferWriter<byte> Batch { get; } = new(2 * BatchBytes);

    protected sealed override bool IsFull => Batch.WrittenCount >= BatchBytes;

    protected sealed override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Batch.WrittenMemory, cancellationToken).ConfigureAwait(false);
        Batch.ResetWrittenCount();
    }
}
