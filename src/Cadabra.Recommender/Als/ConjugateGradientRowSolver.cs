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

    // The squared residual below which a step would divide rounding noise by rounding noise.
    private const float Converged = 1e-20f;

    private readonly float[] _residual = new float[rank];
    private readonly float[] _direction = new float[rank];
    private readonly float[] _image = new float[rank];

    public void Solve(ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, FactorMatrix side, GramMatrix? gram, Span<float> solution)
    {
        var regularization = (float)objective.Regularization(weights);
        MultiplyDense(gram, regularization, solution);
        for (int i = 0; i < rank; i++)
        {
            _residual[i] = -_image[i];
        }

        for (int i = 0; i < columns.Length; i++)
        {
            ReadOnlySpan<float> y = side[columns[i]];
            float target = (float)objective.Target(weights[i]) - ((float)objective.Curvature(weights[i]) * TKernel.Dot(y, solution));
            TKernel.AddScaled(target, y, _residual);
        }

        _residual.CopyTo(_direction, 0);
        float residual = TKernel.Dot(_residual, _residual);
        for (int step = 0; step < Steps && residual > Converged; step++)
        {
            MultiplyDense(gram, regularization, _direction);
            for (int i = 0; i < columns.Length; i++)
            {
                ReadOnlySpan<float> y = side[columns[i]];
                TKernel.AddScaled((float)objective.Curvature(weights[i]) * TKernel.Dot(y, _direction), y, _image);
            }

            float length = residual / TKernel.Dot(_direction, _image);
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
