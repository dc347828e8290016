using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// A few conjugate gradient steps from the row's last factors (Takács, Pilászy, Tikk 2011, algorithm 1), without ever forming the row's
/// matrix: A·p = w·(YᵀY)·p + Σ curvature·(y·p)·y + λ·nᵉ·p costs k² + 2nk, where forming A costs n·k²/2. A step never raises the row's loss.
/// </summary>
internal sealed class ConjugateGradientRowSolver<TKernel>(AlsObjective objective, int rank) : IRowSolver
    where TKernel : struct, IKernel
{
    // What the paper and benfred/implicit use: more steps gain less than another iteration does.
    private const int Steps = 3;

    // A direction that A stretches this much less than others is one in which the fixed side differs by rounding only, and the residual along it is
    // rounding too; following it would take a step of any length. It happens with λ = 0 and more factors than products.
    private const float LeastStretch = 1e-6f;

    private readonly float[] _residual = new float[rank];
    private readonly float[] _direction = new float[rank];
    private readonly float[] _image = new float[rank];

    public void Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, Span<float> solution)
    {
        var regularization = (float)objective.Regularization(weights, side.RowCount);
        BeginResidual(columns, weights, side, gram, regularization, solution);
        _residual.CopyTo(_direction, 0);
        float residual = TKernel.Dot(_residual, _residual);
        float stretch = gram is null ? 0 : (float)(objective.UnobservedWeight * gram.MeanDiagonal);
        for (int step = 0; step < Steps; step++)
        {
            MultiplyDirection(columns, weights, side, gram, regularization);
            float curvature = TKernel.Dot(_direction, _image);
            float squares = TKernel.Dot(_direction, _direction);
            if (curvature <= LeastStretch * stretch * squares)
            {
                // Also where no residual is left. A NaN goes on instead: it must reach the loss, where it is reported.
                break;
            }

            stretch = Math.Max(stretch, curvature / squares);
            float length = residual / curvature;
            TKernel.AddScaled(length, _direction, solution);
            TKernel.AddScaled(-length, _image, _residual);
            float next = TKernel.Dot(_residual, _residual);
            float ratio = next / residual;
            for (int i = 0; i < rank; i++)
            {
                _direction[i] = _residual[i] + (ratio * _direction[i]);
            }

            residual = next;
        }
    }

    /// <summary>Residual = b − A·x.</summary>
    private void BeginResidual(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, float regularization, ReadOnlySpan<float> x)
    {
        MultiplyDense(gram, regularization, x);
        for (int i = 0; i < rank; i++)
        {
            _residual[i] = -_image[i];
        }

        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<float> y = side[columns[i]];
            float error = (float)objective.Target(weights[i]) - ((float)objective.Curvature(weights[i]) * TKernel.Dot(y, x));
            TKernel.AddScaled(error, y, _residual);
        }
    }

    /// <summary>Image = A·direction.</summary>
    private void MultiplyDirection(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, float regularization)
    {
        MultiplyDense(gram, regularization, _direction);
        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<float> y = side[columns[i]];
            TKernel.AddScaled((float)objective.Curvature(weights[i]) * TKernel.Dot(y, _direction), y, _image);
        }
    }

    /// <summary>Image = w·(YᵀY)·x + λ·nᵉ·x, the part of A·x that does not depend on which pairs were observed.</summary>
    private void MultiplyDense(GramMatrix? gram, float regularization, ReadOnlySpan<float> x)
    {
        if (gram is null)
        {
            Array.Clear(_image);
        }
        else
        {
            TKernel.MultiplySymmetric(gram.Singles, x, _image);
        }

        var unobserved = (float)objective.UnobservedWeight;
        for (int i = 0; i < rank; i++)
        {
            _image[i] = (unobserved * _image[i]) + (regularization * x[i]);
        }
    }
}
