using System.Numerics;
using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// A few conjugate gradient steps from the row's last factors, preconditioned by the diagonal M of the row's matrix (Jacobi; Golub, Van Loan 2013,
/// algorithm 11.5.1). In the eigenbasis of the fixed side's Gram matrix A = D + Σ curvature·yyᵀ with D = w·Λ + λ·nᵉ·I is dense in its second
/// term only, and M = D + Σ curvature·y² falls off while b − A·x is formed. A step never raises the row's loss.
/// </summary>
internal sealed class PreconditionedRowSolver : IEigenRowSolver
{
    // Two such steps reach a lower loss than three plain ones. From zero, where the first is spent on finding the scale, it takes one more.
    private const int Steps = 2;
    private const int StepsFromZero = 3;

    // A direction that A stretches this much less than its diagonal would is one in which the fixed side differs by rounding only, and the
    // residual along it is rounding too; following it would take a step of any length. It happens with λ = 0 and more factors than products.
    private const float LeastStretch = 1e-6f;
    private const float LeastDiagonal = 1e-7f;

    private readonly BlockKernel _kernel;
    private readonly RowBlock _block;
    private readonly int _stride;
    private readonly float[] _vectors;
    private readonly int _start;
    private readonly float[] _sums;
    private readonly float[] _scales;

    public PreconditionedRowSolver(AlsObjective objective, BlockKernel kernel, int rank)
    {
        _kernel = kernel;
        _block = new RowBlock(objective, kernel, rank);
        _stride = BlockKernel.Stride(rank);
        (_vectors, _start) = AlignedArray.Create(7 * _stride);
        _sums = new float[BlockKernel.Stride(_block.RunLength)];
        _scales = new float[BlockKernel.Stride(_block.RunLength)];
    }

    private Span<float> X => Part(0);

    private Span<float> Base => Part(1);

    private Span<float> Diagonal => Part(2);

    private Span<float> Inverse => Part(3);

    private Span<float> Residual => Part(4);

    private Span<float> Direction => Part(5);

    private Span<float> Image => Part(6);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(
        ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, float[] diagonal, float regularization, Span<float> solution)
    {
        _block.Begin(weights);
        solution.CopyTo(X);
        _kernel.BeginSystem(diagonal, regularization, X, Base, Residual);
        BeginResidual(columns, side);
        int steps = solution.ContainsAnyExcept(0f) ? Steps : StepsFromZero;
        Descend(columns, side, steps);
        X[..solution.Length].CopyTo(solution);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Descend(ReadOnlySpan<int> columns, FactorMatrix side, int steps)
    {
        float residual = _kernel.BeginDirection(Residual, Diagonal, (LeastDiagonal * Diagonal[0]) + float.Epsilon, Inverse, Direction);

        // What the curvature would be if A were its diagonal, but for what two directions have in common.
        float expected = residual;
        for (int step = 1; ; step++)
        {
            bool last = step == steps;
            float curvature = MultiplyDirection(columns, side, imageNeeded: !last);
            if (curvature <= LeastStretch * expected)
            {
                // Also where no residual is left. A NaN goes on instead: it must reach the loss, where it is reported.
                return;
            }

            float length = residual / curvature;
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
    private void BeginResidual(ReadOnlySpan<int> columns, FactorMatrix side)
    {
        Base.CopyTo(Diagonal);
        for (int start = 0; start < _block.Count; start += _block.RunLength)
        {
            ReadOnlySpan<float> rows = _block.Rows(side, columns, start);
            ReadOnlySpan<float> curvatures = _block.Curvatures(start);
            Span<float> sums = _sums.AsSpan(0, curvatures.Length);
            Span<float> errors = _scales.AsSpan(0, curvatures.Length);
            _kernel.Dots(rows, X, sums);
            _block.Targets(start).CopyTo(errors);
            SubtractProducts(curvatures, sums, errors);
            _kernel.AddRowsAndSquares(rows, errors, curvatures, Residual, Diagonal);
        }
    }

    /// <summary>Returns direction·A·direction; image = A·direction if it is needed, which costs as much again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float MultiplyDirection(ReadOnlySpan<int> columns, FactorMatrix side, bool imageNeeded)
    {
        float curvature = _kernel.MultiplyAndDot(Base, Direction, Image);
        for (int start = 0; start < _block.Count; start += _block.RunLength)
        {
            ReadOnlySpan<float> rows = _block.Rows(side, columns, start);
            ReadOnlySpan<float> curvatures = _block.Curvatures(start);
            Span<float> sums = _sums.AsSpan(0, curvatures.Length);
            Span<float> scales = _scales.AsSpan(0, curvatures.Length);
            _kernel.Dots(rows, Direction, sums);
            curvature += MultiplyAndSum(curvatures, sums, scales);
            if (imageNeeded)
            {
                _kernel.AddRows(rows, scales, Image);
            }
        }

        return curvature;
    }

    /// <summary>z −= x·y, element by element, at any length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(z[i..]) - (new Vector<float>(x[i..]) * new Vector<float>(y[i..]))).CopyTo(z[i..]);
        }

        for (; i < x.Length; i++)
        {
            z[i] -= x[i] * y[i];
        }
    }

    /// <summary>z = x·y, element by element, at any length; returns Σ x·y².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MultiplyAndSum(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var right = new Vector<float>(y[i..]);
            Vector<float> product = new Vector<float>(x[i..]) * right;
            product.CopyTo(z[i..]);
            sums += product * right;
        }

        float sum = Vector.Sum(sums);
        for (; i < x.Length; i++)
        {
            z[i] = x[i] * y[i];
            sum += z[i] * y[i];
        }

        return sum;
    }

    private Span<float> Part(int index) => _vectors.AsSpan(_start + (index * _stride), _stride);
}
