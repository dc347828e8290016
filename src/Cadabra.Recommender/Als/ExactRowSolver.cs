using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The minimum of a row in single precision, by a Cholesky factorization of the smaller of two systems. With A = D + YᵀCY, where D is diagonal in the eigenbasis,
/// Y holds the row's n factors and C their curvatures: k × k, A·x = Yᵀt itself; or, for n &lt; k, n × n by the identity of Woodbury (1950),
/// x = D⁻¹Yᵀu with (C⁻¹ + Y·D⁻¹·Yᵀ)·u = C⁻¹t. What single precision cannot factor goes to the double-precision solver.
/// </summary>
internal sealed class ExactRowSolver : IEigenRowSolver<float>
{
    private readonly BlockKernel _kernel;
    private readonly RowKernel<float> _rowKernel;
    private readonly RowBlock<float> _block;
    private readonly DiagonalRowSolver _fallback;
    private readonly int _rank;
    private readonly int _stride;
    private readonly float[] _matrix;
    private readonly int _matrixStart;
    private readonly float[] _vectors;
    private readonly int _vectorsStart;
    private readonly float[] _scaled;
    private readonly int _scaledStart;

    public ExactRowSolver(AlsObjective objective, BlockKernel kernel, RowKernel<float> rowKernel, int rank)
    {
        _kernel = kernel;
        _rowKernel = rowKernel;
        _block = new RowBlock<float>(objective, rowKernel, rank);
        _fallback = new DiagonalRowSolver(objective, rank);
        _rank = rank;
        _stride = BlockKernel.Stride(rank);
        (_matrix, _matrixStart) = AlignedArray.Create(_stride * _stride);
        (_vectors, _vectorsStart) = AlignedArray.Create(3 * _stride);
        (_scaled, _scaledStart) = AlignedArray.Create(_block.RunLength * _stride);
    }

    private Span<float> X => _vectors.AsSpan(_vectorsStart, _stride);

    private Span<float> Scale => _vectors.AsSpan(_vectorsStart + _stride, _stride);

    private Span<float> Negated => _vectors.AsSpan(_vectorsStart + (2 * _stride), _stride);

    public void Begin(SparseRows rows, FactorTable<float> table) => _block.BeginWalk(rows, table);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(int row, float[] diagonal, float regularization, Span<float> solution)
    {
        _block.Begin(row);

        // At equal size the n × n system costs more to set up, its rows being inner products that each end in a sum over lanes.
        bool solved = 4 * _block.Count <= 3 * _rank && TrySolveWoodbury(diagonal, regularization);
        if (!solved)
        {
            solved = TrySolveWhole(diagonal, regularization);
        }

        if (!solved || X.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            _fallback.Solve(_block, diagonal, X[.._rank]);
        }

        X[.._rank].CopyTo(solution);
    }

    public double ObservedLoss()
    {
        for (int start = 0; start < _block.Count; start += _block.RunLength)
        {
            _block.Score(start, _block.Rows(start), X);
        }

        return _block.ObservedLoss();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TrySolveWoodbury(float[] diagonal, float regularization)
    {
        int count = _block.Count;
        int stride = BlockKernel.Stride(count);
        if (!TryScale(diagonal, regularization))
        {
            return false;
        }

        // Z = Y·D^−½, in place of Y, so that Y·D⁻¹·Yᵀ = Z·Zᵀ.
        Span<float> rows = _block.AllRows();
        for (int i = 0; i < count; i++)
        {
            Span<float> row = rows.Slice(i * _stride, _stride);
            _kernel.MultiplyElements(row, Scale, row);
        }

        Span<float> matrix = _matrix.AsSpan(_matrixStart, stride * stride);
        matrix.Clear();
        Span<float> u = Negated[..stride];
        ReadOnlySpan<float> curvatures = _block.AllCurvatures;
        ReadOnlySpan<float> targets = _block.AllTargets;
        for (int i = 0; i < count; i++)
        {
            rows.Slice(i * _stride, _stride).CopyTo(X);
            _kernel.Scale(-1, X);
            _rowKernel.Dots(rows[(i * _stride)..], X, matrix.Slice((i * stride) + i, count - i));
            float curvature = curvatures[i];
            if (!(curvature > 0))
            {
                return false;
            }

            matrix[(i * stride) + i] -= 1 / curvature;
            u[i] = targets[i] / curvature;
        }

        u[count..].Clear();
        for (int i = count; i < stride; i++)
        {
            matrix[(i * stride) + i] = -1;
        }

        if (!BlockCholesky.TryFactor(_kernel, matrix, stride))
        {
            return false;
        }

        BlockCholesky.Solve(_kernel, matrix, stride, u);
        X.Clear();
        _rowKernel.AddRows(rows, u[..count], X);
        _kernel.MultiplyElements(X, Scale, X);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TrySolveWhole(float[] diagonal, float regularization)
    {
        Span<float> matrix = _matrix.AsSpan(_matrixStart, _stride * _stride);
        matrix.Clear();
        X.Clear();
        for (int start = 0; start < _block.Count; start += _block.RunLength)
        {
            ReadOnlySpan<float> rows = _block.Rows(start);
            ReadOnlySpan<float> curvatures = _block.Curvatures(start);
            Span<float> scaled = _scaled.AsSpan(_scaledStart, rows.Length);
            rows.CopyTo(scaled);
            int length = _block.LengthFrom(start);
            for (int i = 0; i < length; i++)
            {
                _kernel.Scale(-curvatures[i], scaled.Slice(i * _stride, _stride));
            }

            _kernel.AddOuterProducts(scaled, rows, _stride, matrix);
            _rowKernel.AddRows(rows, _block.Targets(start)[..length], X);
        }

        for (int i = 0; i < _stride; i++)
        {
            matrix[(i * _stride) + i] -= i < _rank ? diagonal[i] + regularization : 1;
        }

        if (!BlockCholesky.TryFactor(_kernel, matrix, _stride))
        {
            return false;
        }

        BlockCholesky.Solve(_kernel, matrix, _stride, X);
        return true;
    }

    /// <summary>Scale = D^−½; false if D is too close to singular to divide by.</summary>
    private bool TryScale(float[] diagonal, float regularization)
    {
        // The eigenvalues descend.
        float least = diagonal[_rank - 1] + regularization;
        if (!(least > 1e-6f * (diagonal[0] + regularization)))
        {
            return false;
        }

        for (int i = 0; i < _rank; i++)
        {
            Scale[i] = 1 / MathF.Sqrt(diagonal[i] + regularization);
        }

        return true;
    }
}
