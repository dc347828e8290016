using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric k × k matrix, A = VᵀΛV with eigenvectors as the rows of V: Householder reduction to a tridiagonal
/// matrix, then QL steps with implicit shifts (Golub, Van Loan 2013, 8.3; EISPACK tred2 and imtql2). About 4·k³ multiplications, all of them along rows,
/// in double precision and in a fixed order. One object serves any number of matrices without allocating.
/// </summary>
internal sealed class SymmetricEigen(int size)
{
    // QL converges cubically; two or three steps for an eigenvalue are usual.
    private const int MaxSteps = 60;

    private const double MachineEpsilon = 2.220446049250313e-16;

    private readonly double[] _work = new double[size * size];
    private readonly double[] _offDiagonal = new double[size];
    private readonly double[] _scales = new double[size];
    private readonly double[] _product = new double[size];

    /// <summary>Λ, the largest first.</summary>
    public double[] Values { get; } = new double[size];

    /// <summary>V, row-major: row i is the unit eigenvector of <c>Values[i]</c>.</summary>
    public double[] Vectors { get; } = new double[size * size];

    /// <summary>Decomposes a symmetric matrix, k × k, whole, and leaves it as it is.</summary>
    /// <exception cref="ArithmeticException">The matrix holds NaN or infinity.</exception>
    public void Decompose(ReadOnlySpan<double> matrix)
    {
        if (matrix.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArithmeticException("The Gram matrix of the factors is not finite: the weights are too large for single-precision factors. Scale the weights or alpha down.");
        }

        matrix.CopyTo(_work);
        Tridiagonalize();
        AccumulateReflections();
        DiagonalizeTridiagonal();
        SortDescending();
    }

    /// <summary>Reflects A by I − β·vvᵀ for each row, so that it is left with three diagonals; v stays in the row, right of the diagonal, and β in the scales.</summary>
    private void Tridiagonalize()
    {
        for (int k = 0; k < size; k++)
        {
            Values[k] = _work[(k * size) + k];
            int rest = size - k - 1;
            _scales[k] = 0;
            if (rest == 0)
            {
                break;
            }

            Span<double> v = _work.AsSpan((k * size) + k + 1, rest);
            double tail = VectorKernel.Dot(v[1..], v[1..]);
            if (tail == 0)
            {
                _offDiagonal[k] = v[0];
                continue;
            }

            double norm = Math.Sqrt((v[0] * v[0]) + tail);
            double alpha = v[0] > 0 ? -norm : norm;
            _offDiagonal[k] = alpha;
            v[0] -= alpha;
            _scales[k] = 2 / ((v[0] * v[0]) + tail);
            Reflect(k + 1, v, _scales[k]);
        }
    }

    /// <summary>A −= v·wᵀ + w·vᵀ for the lower right block, where w = p − ½β(p·v)·v and p = β·A·v.</summary>
    private void Reflect(int first, ReadOnlySpan<double> v, double scale)
    {
        Span<double> w = _product.AsSpan(0, v.Length);
        for (int i = 0; i < v.Length; i++)
        {
            w[i] = scale * VectorKernel.Dot(_work.AsSpan(((first + i) * size) + first, v.Length), v);
        }

        VectorKernel.AddScaled(-0.5 * scale * VectorKernel.Dot(w, v), v, w);
        for (int i = 0; i < v.Length; i++)
        {
            Span<double> row = _work.AsSpan(((first + i) * size) + first, v.Length);
            VectorKernel.AddScaled(-v[i], w, row);
            VectorKernel.AddScaled(-w[i], v, row);
        }
    }

    /// <summary>V = product of the reflections, the last first, so that it grows from the lower right corner.</summary>
    private void AccumulateReflections()
    {
        Array.Clear(Vectors);
        for (int i = 0; i < size; i++)
        {
            Vectors[(i * size) + i] = 1;
        }

        for (int k = size - 3; k >= 0; k--)
        {
            ReadOnlySpan<double> v = _work.AsSpan((k * size) + k + 1, size - k - 1);
            for (int i = k + 1; i < size && _scales[k] != 0; i++)
            {
                Span<double> row = Vectors.AsSpan((i * size) + k + 1, v.Length);
                VectorKernel.AddScaled(-_scales[k] * VectorKernel.Dot(row, v), v, row);
            }
        }
    }

    private void DiagonalizeTridiagonal()
    {
        _offDiagonal[size - 1] = 0;
        for (int first = 0; first < size; first++)
        {
            for (int step = 0; ; step++)
            {
                int last = EndOfBlock(first);
                if (last == first)
                {
                    break;
                }

                if (step == MaxSteps)
                {
                    throw new ArithmeticException($"The eigenvalues of a {size} × {size} Gram matrix did not converge in {MaxSteps} steps.");
                }

                QlStep(first, last);
            }
        }
    }

    /// <summary>The first row from here on whose off-diagonal element is lost in rounding.</summary>
    private int EndOfBlock(int first)
    {
        int last = first;
        while (last < size - 1)
        {
            double magnitude = Math.Abs(Values[last]) + Math.Abs(Values[last + 1]);
            if (Math.Abs(_offDiagonal[last]) <= MachineEpsilon * magnitude)
            {
                break;
            }

            last++;
        }

        return last;
    }

    /// <summary>One QL step with Wilkinson's shift on rows first to last, its rotations applied to the eigenvectors too.</summary>
    private void QlStep(int first, int last)
    {
        double shift = (Values[first + 1] - Values[first]) / (2 * _offDiagonal[first]);
        double radius = Hypotenuse(shift, 1);
        double g = Values[last] - Values[first] + (_offDiagonal[first] / (shift + (shift >= 0 ? radius : -radius)));
        double sine = 1, cosine = 1, p = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * _offDiagonal[i];
            double b = cosine * _offDiagonal[i];
            radius = Hypotenuse(f, g);
            _offDiagonal[i + 1] = radius;
            if (radius == 0)
            {
                // The rotation vanished: the block falls apart here.
                Values[i + 1] -= p;
                _offDiagonal[last] = 0;
                return;
            }

            sine = f / radius;
            cosine = g / radius;
            g = Values[i + 1] - p;
            radius = ((Values[i] - g) * sine) + (2 * cosine * b);
            p = sine * radius;
            Values[i + 1] = g + p;
            g = (cosine * radius) - b;
            Rotate(cosine, sine, Vectors.AsSpan(i * size, size), Vectors.AsSpan((i + 1) * size, size));
        }

        Values[first] -= p;
        _offDiagonal[first] = g;
        _offDiagonal[last] = 0;
    }

    private void SortDescending()
    {
        for (int i = 0; i < size - 1; i++)
        {
            int largest = i;
            for (int j = i + 1; j < size; j++)
            {
                largest = Values[j] > Values[largest] ? j : largest;
            }

            if (largest != i)
            {
                (Values[i], Values[largest]) = (Values[largest], Values[i]);
                Vectors.AsSpan(largest * size, size).CopyTo(_product);
                Vectors.AsSpan(i * size, size).CopyTo(Vectors.AsSpan(largest * size, size));
                _product.CopyTo(Vectors, i * size);
            }
        }
    }

    /// <summary>x, y = c·x − s·y, s·x + c·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate(double cosine, double sine, Span<double> x, Span<double> y)
    {
        ref double xs = ref MemoryMarshal.GetReference(x);
        ref double ys = ref MemoryMarshal.GetReference(y);
        var cosines = new Vector<double>(cosine);
        var sines = new Vector<double>(sine);
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> left = Vector.LoadUnsafe(ref xs, (nuint)i);
            Vector<double> right = Vector.LoadUnsafe(ref ys, (nuint)i);
            ((cosines * left) - (sines * right)).StoreUnsafe(ref xs, (nuint)i);
            ((sines * left) + (cosines * right)).StoreUnsafe(ref ys, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            (x[i], y[i]) = ((cosine * x[i]) - (sine * y[i]), (sine * x[i]) + (cosine * y[i]));
        }
    }

    private static double Hypotenuse(double x, double y)
    {
        double large = Math.Max(Math.Abs(x), Math.Abs(y));
        double small = Math.Min(Math.Abs(x), Math.Abs(y));
        double ratio = large == 0 ? 0 : small / large;
        return large * Math.Sqrt(1 + (ratio * ratio));
    }
}
