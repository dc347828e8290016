using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The factors of everything that one row interacts with, gathered once for all passes of a solve, in runs that fit the first-level cache. A row too heavy
/// for the buffer has its runs gathered anew in each pass. Runs of vectors by interaction (curvatures, targets, sums) are readable to a whole
/// stride, with zeros there. One for each worker, used again for every row.
/// </summary>
internal sealed class RowBlock<TElement>
    where TElement : unmanaged
{
    // A run: half of a first-level cache of 32 KiB, so that what is summed over it stays there too.
    private const int RunBytes = 16 << 10;

    // The whole: a worker's share of a last-level cache. Beyond it another gather costs no more than reading the copy.
    private const int BlockBytes = 4 << 20;

    private readonly AlsObjective _objective;
    private readonly RowKernel<TElement> _kernel;
    private readonly int _stride;
    private readonly int _capacity;
    private readonly float[] _rows;
    private readonly int _rowsStart;
    private SparseRows? _interactions;
    private FactorTable<TElement>? _table;
    private float[] _curvatures = [];
    private float[] _targets = [];
    private float[] _scores = [];
    private float[] _directionScores = [];
    private int _row;
    private int _gathered;

    public RowBlock(AlsObjective objective, RowKernel<TElement> kernel, int rank)
    {
        _objective = objective;
        _kernel = kernel;
        _stride = kernel.Stride(rank);
        int rowBytes = _stride * Unsafe.SizeOf<TElement>();
        RunLength = Math.Max(RunBytes / rowBytes / BlockKernel.Alignment, 1) * BlockKernel.Alignment;
        _capacity = Math.Max(BlockBytes / rowBytes / RunLength, 1) * RunLength;
        (_rows, _rowsStart) = AlignedArray.Create(_capacity * rowBytes / sizeof(float));
    }

    /// <summary>Interactions of the row.</summary>
    public int Count { get; private set; }

    /// <summary>Interactions of a run, of all but the last; a multiple of <see cref="BlockKernel.Alignment"/>.</summary>
    public int RunLength { get; }

    /// <summary>The side that is solved for.</summary>
    public SparseRows Interactions => _interactions!;

    /// <summary>Weights of the row.</summary>
    public ReadOnlySpan<float> Weights => Interactions.Values(_row);

    /// <summary>Begins a walk over rows, in ascending order.</summary>
    public void BeginWalk(SparseRows interactions, FactorTable<TElement> table)
    {
        _interactions = interactions;
        _table = table;
    }

    /// <summary>Begins a row.</summary>
    public void Begin(int row)
    {
        _row = row;
        _gathered = 0;
        ReadOnlySpan<float> weights = Weights;
        Count = weights.Length;
        int padded = BlockKernel.Stride(Count);
        if (_targets.Length < padded)
        {
            int length = Math.Max(padded, 2 * _targets.Length);
            _curvatures = new float[length];
            _targets = new float[length];
            _scores = new float[length];
            _directionScores = new float[length];
        }

        _objective.Expand(weights, _curvatures, _targets);
        _curvatures.AsSpan(Count, padded - Count).Clear();
        _targets.AsSpan(Count, padded - Count).Clear();
    }

    /// <summary>Length of the run that begins at an interaction.</summary>
    public int LengthFrom(int start) => Math.Min(RunLength, Count - start);

    /// <summary>The multiples of yyᵀ, of the run that begins at an interaction, to a whole stride.</summary>
    public ReadOnlySpan<float> Curvatures(int start) => _curvatures.AsSpan(start, BlockKernel.Stride(LengthFrom(start)));

    /// <summary>The multiples of y, to a whole stride.</summary>
    public ReadOnlySpan<float> Targets(int start) => _targets.AsSpan(start, BlockKernel.Stride(LengthFrom(start)));

    /// <summary>The multiples of yyᵀ of the whole row.</summary>
    public ReadOnlySpan<float> AllCurvatures => _curvatures.AsSpan(0, Count);

    /// <summary>The multiples of y of the whole row.</summary>
    public ReadOnlySpan<float> AllTargets => _targets.AsSpan(0, Count);

    /// <summary>The factors of all interactions at once, of a row of at most k, for the caller to overwrite.</summary>
    public Span<TElement> AllRows()
    {
        Span<TElement> rows = Elements(0, Count);
        Gather(0, Count, rows);
        return rows;
    }

    /// <summary>The factors y, length × stride, gathered unless they still lie there.</summary>
    public ReadOnlySpan<TElement> Rows(int start)
    {
        int length = LengthFrom(start);
        bool fits = Count <= _capacity;
        Span<TElement> rows = Elements(fits ? start : 0, length);
        if (!fits || start >= _gathered)
        {
            Gather(start, length, rows);
            _gathered = start + length;
        }

        return rows;
    }

    /// <summary>Inner products of a run's factors with x, length stride, to a whole stride.</summary>
    public ReadOnlySpan<float> Score(int start, ReadOnlySpan<TElement> rows, ReadOnlySpan<float> x) => Dots(start, rows, x, _scores);

    /// <summary>As <see cref="Score"/>, for a direction beside x.</summary>
    public ReadOnlySpan<float> ScoreDirection(int start, ReadOnlySpan<TElement> rows, ReadOnlySpan<float> direction) => Dots(start, rows, direction, _directionScores);

    /// <summary>Makes of the scores of x those of x + length·direction, without the factors.</summary>
    public void MoveScores(BlockKernel kernel, float length)
    {
        int padded = BlockKernel.Stride(Count);
        kernel.AddScaled(length, _directionScores.AsSpan(0, padded), _scores.AsSpan(0, padded));
    }

    /// <summary>What the row's pairs add to the loss beyond the w·s² that every pair adds, from their scores.</summary>
    public double ObservedLoss()
    {
        int padded = BlockKernel.Stride(Count);
        return _objective.PairLosses(_curvatures.AsSpan(0, padded), _targets.AsSpan(0, padded), _scores.AsSpan(0, padded));
    }

    private ReadOnlySpan<float> Dots(int start, ReadOnlySpan<TElement> rows, ReadOnlySpan<float> x, float[] sums)
    {
        int length = rows.Length / _stride;
        Span<float> padded = sums.AsSpan(start, BlockKernel.Stride(length));
        _kernel.Dots(rows, x, padded[..length]);
        padded[length..].Clear();
        return padded;
    }

    private void Gather(int start, int length, Span<TElement> rows) =>
        _kernel.Gather(_table!.Values, _table.Pitch, Interactions.ColumnsFrom(_row)[start..], length, rows);

    private Span<TElement> Elements(int start, int length) =>
        MemoryMarshal.Cast<float, TElement>(_rows.AsSpan(_rowsStart)).Slice(start * _stride, length * _stride);
}
