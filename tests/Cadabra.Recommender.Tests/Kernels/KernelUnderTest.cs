using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Tests.Kernels;

/// <summary>One kernel and what is built over it, as an object: test classes must be public, so they cannot be generic over an internal type.</summary>
internal abstract class KernelUnderTest
{
    public static KernelUnderTest Scalar { get; } = new Of<ScalarKernel>();

    public static KernelUnderTest Vector { get; } = new Of<VectorKernel>();

    public abstract float Dot(float[] x, float[] y);

    public abstract double Dot(double[] x, double[] y);

    public abstract double DotWide(float[] x, float[] y);

    public abstract void AddScaled(float a, float[] x, float[] y);

    public abstract void AddScaled(double a, double[] x, double[] y);

    public abstract void Widen(float[] x, double[] y);

    public abstract void AddOuterProduct(double a, double[] x, double[] upper);

    public abstract void MultiplySymmetric(float[] matrix, float[] x, float[] y);

    public abstract (double[] Matrix, double[] RightSide) NormalEquation(int rank, params (float[] Y, double Curvature, double Target)[] rows);

    /// <summary>Solves A·x = b in place of b; A is overwritten.</summary>
    public abstract void SolveCholesky(double[] matrix, double[] b);

    public abstract GramMatrix Gram(FactorMatrix factors);

    public abstract IRowSolver CreateSolver(AlsOptions options);

    public abstract AlsFit Fit(Interactions interactions, AlsOptions options);

    private sealed class Of<TKernel> : KernelUnderTest
        where TKernel : struct, IKernel
    {
        public override float Dot(float[] x, float[] y) => TKernel.Dot(x, y);

        public override double Dot(double[] x, double[] y) => TKernel.Dot(x, y);

        public override double DotWide(float[] x, float[] y) => TKernel.DotWide(x, y);

        public override void AddScaled(float a, float[] x, float[] y) => TKernel.AddScaled(a, x, y);

        public override void AddScaled(double a, double[] x, double[] y) => TKernel.AddScaled(a, x, y);

        public override void Widen(float[] x, double[] y) => TKernel.Widen(x, y);

        public override void AddOuterProduct(double a, double[] x, double[] upper) => TKernel.AddOuterProduct(a, x, upper);

        public override void MultiplySymmetric(float[] matrix, float[] x, float[] y) => TKernel.MultiplySymmetric(matrix, x, y);

        public override (double[] Matrix, double[] RightSide) NormalEquation(int rank, params (float[] Y, double Curvature, double Target)[] rows)
        {
            var equation = new NormalEquation<TKernel>(rank);
            foreach ((float[] y, double curvature, double target) in rows)
            {
                equation.Add(y, curvature, target);
            }

            return (equation.Matrix, equation.RightSide);
        }

        public override void SolveCholesky(double[] matrix, double[] b)
        {
            Cholesky<TKernel>.Factor(matrix, b.Length);
            Cholesky<TKernel>.Solve(matrix, b);
        }

        public override GramMatrix Gram(FactorMatrix factors) => GramMatrix.Compute<TKernel>(factors, workers: 1, CancellationToken.None);

        public override IRowSolver CreateSolver(AlsOptions options) => RowSolver.Create<TKernel>(new AlsObjective(options), options);

        public override AlsFit Fit(Interactions interactions, AlsOptions options) =>
            new AlsTrainer(interactions, options, AlsSweep.CreatePlain<TKernel>(interactions, options)).Fit(progress: null, CancellationToken.None);
    }
}
