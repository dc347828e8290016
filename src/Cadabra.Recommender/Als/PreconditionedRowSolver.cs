using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// A few conjugate gradient steps from the row's last factors, preconditioned by the diagonal M of the row's matrix (Jacobi; Golub, Van Loan 2013,
/// algorithm 11.5.1). In the eigenbasis of the fixed side's Gram matrix A = D + Σ curvature·yyᵀ with D = w·Λ + λ·nᵉ·I is dense in its second
/// term only, and M = D + Σ curvature·y² falls off while b − A·x is formed. A step never raises the row's loss.
/// </summary>
internal sealed class PreconditionedRowSolver<TElement> : IEigenRowSolver<TElement>
    where TElement : unmanaged
{
    // Two such steps reach a lower loss than three plain ones. From zero, where the first is spent on finding the scale, it takes one more.
    private const int Steps = 2;
    private const int StepsFromZero = 3;

    // A direction that A stretches this much less than its diagonal would is one in which the fixed side differs by rounding only, and the
    // residual along it is rounding too; following it would take a step of any length. It happens with λ = 0 and more factors than products.
    private const float LeastStretch = 1e-6f;
    private const float LeastDiagonal = 1e-7f;

    private readonly BlockKernel _kernel;
    private readonly RowKernel<TElement> _rowKernel;
    private readonly RowBlock<TElement> _block;
    private readonly int _stride;
    private readonly float[] _vectors;
    private readonly int _start;
    private readonly float[] _scales;

    public PreconditionedRowSolver(AlsObjective objective, BlockKernel kernel, RowKernel<TElement> rowKernel, int rank)
    {
        _kernel = kernel;
        _rowKernel = rowKernel;
        _block = new RowBlock<TElement>(objective, rowKernel, rank);
        _stride = rowKernel.Stride(rank);
        (_vectors, _start) = AlignedArray.Create(7 * _stride);
        _scales = new float[_block.RunLength];
    }

    private Span<float> X => Part(0);

    private Span<float> Base => Part(1);

    private Span<float> Diagonal => Part(2);

    private Span<float> Inverse => Part(3);

    private Span<float> Residual => Part(4);

    private Span<float> Direction => Part(5);

    private Span<float> Image => Part(6);

    public void Begin(SparseRows rows, FactorTable<TElement> table) => _block.BeginWalk(rows, table);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(int row, float[] diagonal, float regularization, Span<float> solution)
    {
        _block.Begin(row);
        solution.CopyTo(X);
        _kernel.BeginSystem(diagonal, regularization, X, Base, Residual);
        BeginResidual();
        int steps = solution.ContainsAnyExcept(0f) ? Steps : StepsFromZero;
        Descend(steps);
        X[..solution.Length].CopyTo(solution);
    }

    public double ObservedLoss() => _block.ObservedLoss();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Descend(int steps)
    {
        float residual = _kernel.BeginDirection(Residual, Diagonal, (LeastDiagonal * Diagonal[0]) + float.Epsilon, Inverse, Direction);

        // What the curvature would be if A were its diagonal, but for what two directions have in common.
        float expected = residual;
        for (int step = 1; ; step++)
        {
            bool last = step == steps;
            float curvature = MultiplyDirection(imageNeeded: !last);
            if (curvature <= LeastStretch * expected)
            {
                // Also where no residual is left. A NaN goes on instead: it must reach the loss, where it is reported.
                return;
            }

            float length = residual / curvature;
            _block.MoveScores(_kernel, length);
            if (last)
            {
                _kernel.AddScaled(length, Direction, X);
                return;
            }

            float next = _kernel.Step(length, Direction, Image, Inverse, X, Residual);
            float ratio = next / residual;
            _kernel.Turn(Residual, Inverse, ratio, Direction);
            expected = next + (ratio * ratio * expected);
            residual = next;
        }
    }

    /// <summary>Residual = b − A·x, from −D·x; diagonal = that of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BeginResidual()
    {
        Base.CopyTo(Diagonal);
        for (int start = 0; start < _block.Count; start += _block.RunLength)
        {
            ReadOnlySpan<TElement> rows = _block.Rows(start);
            ReadOnlySpan<float> curvatures = _block.Curvatures(start);
            Span<float> errors = _scales.AsSpan(0, curvatures.Length);
            _kernel.SubtractProducts(curvatures, _block.Score(start, rows, X), _block.Targets(start), errors);
            int length = _block.LengthFrom(start);
            _rowKernel.AddRowsAndSquares(rows, errors[..length], curvatures[..length], Residual, Diagonal);
        }
    }

    /// <summary>Returns direction·A·direction; image = A·direction if it is needed, which costs as much again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float MultiplyDirection(bool imageNeeded)
    {
        float curvature = _kernel.MultiplyAndDot(Base, Direction, Image);
        for (int start = 0; start < _block.Count; start += _block.RunLength)
        {
            ReadOnlySpan<TElement> rows = _block.Rows(start);
            ReadOnlySpan<float> curvatures = _block.Curvatures(start);
            Span<float> scales = _scales.AsSpan(0, curvatures.Length);
            curvature += _kernel.MultiplyAndDot(curvatures, _block.ScoreDirection(start, rows, Direction), scales);
            if (imageNeeded)
            {
                _rowKernel.AddRows(rows, scales[.._block.LengthFrom(start)], Image);
            }
        }

        return curvature;
    }

    private Span<float> Part(int index) => _vectors.AsSpan(_start + (index * _stride), _stride);
}
