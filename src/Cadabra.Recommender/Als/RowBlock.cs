using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The factors of everything that one row interacts with, gathered once for all passes of a solve, in runs that fit the first-level cache. A row too heavy
/// for the buffer has its runs gathered anew in each pass. One for each worker, used again for every row.
/// </summary>
internal sealed class RowBlock
{
    // A run: half of a first-level cache of 32 KiB, so that what is summed over it stays there too.
    private const int RunFloats = 4096;

    // The whole: a worker's share of a last-level cache. Beyond it another gather costs no more than reading the copy.
    private const int BlockFloats = 1 << 20;

    private const int MinRunLength = 8;

    private readonly AlsObjective _objective;
    private readonly BlockKernel _kernel;
    private readonly int _rank;
    private readonly int _stride;
    private readonly int _runLength;
    private readonly int _capacity;
    private readonly float[] _rows;
    private readonly int _rowsStart;
    private float[] _curvatures = [];
    private float[] _targets = [];
    private int _gathered;

    public RowBlock(AlsObjective objective, BlockKernel kernel, int rank)
    {
        _objective = objective;
        _kernel = kernel;
        _rank = rank;
        _stride = BlockKernel.Stride(rank);
        _runLength = Math.Max(RunFloats / _stride / MinRunLength, 1) * MinRunLength;
        _capacity = Math.Max(BlockFloats / _stride / _runLength, 1) * _runLength;
        (_rows, _rowsStart) = AlignedArray.Create(_capacity * _stride);
    }

    /// <summary>Interactions of the row.</summary>
    public int Count { get; private set; }

    /// <summary>Interactions of a run, of all but the last.</summary>
    public int RunLength => _runLength;

    /// <summary>Begins a row.</summary>
    public void Begin(ReadOnlySpan<float> weights)
    {
        Count = weights.Length;
        _gathered = 0;
        if (_targets.Length < Count)
        {
            int length = BlockKernel.Stride(Math.Max(Count, 2 * _targets.Length));
            _curvatures = new float[length];
            _targets = new float[length];
        }

        _objective.Expand(weights, _curvatures, _targets);
    }

    /// <summary>Length of the run that begins at an interaction.</summary>
    public int LengthFrom(int start) => Math.Min(_runLength, Count - start);

    /// <summary>The multiples of yyᵀ, of the run that begins at an interaction.</summary>
    public ReadOnlySpan<float> Curvatures(int start) => _curvatures.AsSpan(start, LengthFrom(start));

    /// <summary>The multiples of y.</summary>
    public ReadOnlySpan<float> Targets(int start) => _targets.AsSpan(start, LengthFrom(start));

    /// <summary>The multiple of yyᵀ of one interaction.</summary>
    public float Curvature(int interaction) => _curvatures[interaction];

    /// <summary>The multiple of y of one interaction.</summary>
    public float Target(int interaction) => _targets[interaction];

    /// <summary>The factors of all interactions at once, of a row of at most k, for the caller to overwrite.</summary>
    public Span<float> AllRows(FactorMatrix side, ReadOnlySpan<int> columns)
    {
        Span<float> rows = _rows.AsSpan(_rowsStart, Count * _stride);
        _kernel.Gather(side.Values, _rank, columns, Count, rows);
        return rows;
    }

    /// <summary>The factors y, length × stride, gathered unless they still lie there.</summary>
    /// <param name="side">The fixed side.</param>
    /// <param name="columns">The row's columns, then those of later rows.</param>
    /// <param name="start">First interaction of the run.</param>
    public Span<float> Rows(FactorMatrix side, ReadOnlySpan<int> columns, int start)
    {
        int length = LengthFrom(start);
        bool fits = Count <= _capacity;
        Span<float> rows = _rows.AsSpan(_rowsStart + (fits ? start * _stride : 0), length * _stride);
        if (!fits || start >= _gathered)
        {
            _kernel.Gather(side.Values, _rank, columns[start..], length, rows);
            _gathered = start + length;
        }

        return rows;
    }
}
