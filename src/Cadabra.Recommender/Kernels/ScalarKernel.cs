namespace Cadabra.Recommender.Kernels;

/// <summary>The reference: plain loops, one operation after the other.</summary>
internal readonly struct ScalarKernel : IKernel
{
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    public static double DotWide(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return sum;
    }

    public static void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] += a * x[i];
        }
    }

    public static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] += a * x[i];
        }
    }

    public static void Widen(ReadOnlySpan<float> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i];
        }
    }

    public static void AddOuterProduct(double a, ReadOnlySpan<double> x, Span<double> upper)
    {
        for (int row = 0; row < x.Length; row++)
        {
            for (int column = row; column < x.Length; column++)
            {
                upper[(row * x.Length) + column] += a * x[row] * x[column];
            }
        }
    }

    public static void MultiplySymmetric(ReadOnlySpan<float> matrix, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int row = 0; row < x.Length; row++)
        {
            y[row] = Dot(matrix.Slice(row * x.Length, x.Length), x);
        }
    }
}
