using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>Multiplies rows of factors by a k × k matrix, in place and in runs small enough to stay in the first-level cache.</summary>
internal sealed class FactorRotation
{
    private const int RunLength = 32;
    private const int RowsPerChunk = 1024;

    private readonly BlockKernel _kernel;
    private readonly float[][] _products;

    public FactorRotation(BlockKernel kernel, int rank, int workers)
    {
        _kernel = kernel;
        _products = [.. Enumerable.Range(0, workers).Select(_ => new float[RunLength * BlockKernel.Stride(rank)])];
    }

    /// <summary>Rotates all rows.</summary>
    /// <param name="factors">Overwritten.</param>
    /// <param name="rotation">k × stride.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    public void Apply(FactorMatrix factors, float[] rotation, CancellationToken cancellationToken) =>
        ChunkLoop.Run(
            _products.Length,
            (factors.RowCount + RowsPerChunk - 1) / RowsPerChunk,
            (worker, chunk) =>
            {
                int start = chunk * RowsPerChunk;
                Apply(factors, rotation, start, Math.Min(start + RowsPerChunk, factors.RowCount), worker);
            },
            cancellationToken);

    /// <summary>Rotates some rows on one worker.</summary>
    public void Apply(FactorMatrix factors, ReadOnlySpan<float> rotation, int start, int end, int worker)
    {
        int rank = factors.Rank;
        int stride = BlockKernel.Stride(rank);
        for (; start < end; start += RunLength)
        {
            int length = Math.Min(RunLength, end - start);
            Span<float> rows = factors.Values.Slice(start * rank, length * rank);
            Span<float> products = _products[worker].AsSpan(0, length * stride);
            _kernel.Multiply(rows, rotation, rank, products);
            for (int row = 0; row < length; row++)
            {
                products.Slice(row * stride, rank).CopyTo(rows.Slice(row * rank, rank));
            }
        }
    }
}
