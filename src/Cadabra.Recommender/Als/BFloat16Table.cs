using System.Runtime.InteropServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>A copy of the factors rounded to bfloat16: half the bytes to gather, and half of what a block takes in the caches.</summary>
internal sealed class BFloat16Table : FactorTable<ushort>
{
    private const int RowsPerChunk = 1024;

    private readonly RowKernel<ushort> _kernel;
    private readonly int _workers;
    private readonly int _length;
    private readonly float[] _values;
    private readonly int _start;

    public BFloat16Table(RowKernel<ushort> kernel, int rowCount, int rank, int workers)
    {
        _kernel = kernel;
        _workers = workers;
        Pitch = kernel.Stride(rank);
        _length = checked(rowCount * Pitch);
        (_values, _start) = AlignedArray.Create((_length + 1) / 2);
    }

    public override int Pitch { get; }

    public override ReadOnlySpan<ushort> Values => Rows;

    private Span<ushort> Rows => MemoryMarshal.Cast<float, ushort>(_values.AsSpan(_start))[.._length];

    public override void Take(FactorMatrix factors, CancellationToken cancellationToken) =>
        ChunkLoop.Run(
            _workers,
            (factors.RowCount + RowsPerChunk - 1) / RowsPerChunk,
            (_, chunk) =>
            {
                int start = chunk * RowsPerChunk;
                int count = Math.Min(RowsPerChunk, factors.RowCount - start);
                _kernel.Pack(factors.Values.Slice(start * factors.Rank, count * factors.Rank), factors.Rank, Rows.Slice(start * Pitch, count * Pitch));
            },
            cancellationToken);
}
