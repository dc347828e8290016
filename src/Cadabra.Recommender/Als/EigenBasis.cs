using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The basis in which a side's Gram matrix YᵀY is diagonal: with its eigenvectors as columns of Q, (YQ)ᵀ(YQ) = Λ, and
/// rotating both sides by Q changes no inner product between them. One for each side, used again in every iteration.
/// </summary>
internal sealed class EigenBasis
{
    // Partial sums are added in the order of their chunks, and chunks depend on the shape of the factors only: the same bits on any number of
    // threads. Single precision is enough for the sum of a run, which goes on in double.
    private const int MinRowsPerChunk = 256;
    private const int MaxChunks = 64;
    private const int MaxPartialElements = 1 << 22;
    private const int RunLength = 128;

    private readonly BlockKernel _kernel;
    private readonly int _rank;
    private readonly int _stride;
    private readonly double[][] _partials;
    private readonly float[][] _runs;
    private readonly SymmetricEigen _eigen;
    private readonly float[] _rotation;
    private readonly float[] _diagonal;

    public EigenBasis(BlockKernel kernel, int rowCount, int rank, int workers)
    {
        _kernel = kernel;
        _rank = rank;
        _stride = BlockKernel.Stride(rank);
        int chunks = Math.Clamp(rowCount / MinRowsPerChunk, 1, Math.Clamp(MaxPartialElements / (rank * rank), 1, MaxChunks));
        _partials = [.. Enumerable.Range(0, chunks).Select(_ => new double[rank * rank])];
        _runs = [.. Enumerable.Range(0, workers).Select(_ => new float[(_stride + RunLength) * _stride])];
        _eigen = new SymmetricEigen(rank);
        _rotation = new float[rank * _stride];

        // As long as a row of any format.
        _diagonal = new float[_stride + BlockKernel.Alignment];
    }

    /// <summary>YᵀY, k × k, whole, of the factors last taken.</summary>
    public double[] Gram => _partials[0];

    /// <summary>Λ.</summary>
    public ReadOnlySpan<double> Values => _eigen.Values;

    /// <summary>Λ times a weight, then zeros to a whole stride of any <see cref="IRowFormat{TVector, TElement}"/>.</summary>
    public float[] Diagonal(double weight)
    {
        for (int i = 0; i < _rank; i++)
        {
            // A Gram matrix has no negative eigenvalues; rounding makes some of what is 0.
            _diagonal[i] = (float)(weight * Math.Max(_eigen.Values[i], 0));
        }

        return _diagonal;
    }

    /// <summary>Takes the Gram matrix of a side.</summary>
    public void Take(FactorMatrix factors, CancellationToken cancellationToken)
    {
        int chunks = _partials.Length;
        ChunkLoop.Run(
            _runs.Length,
            chunks,
            (worker, chunk) => Sum(factors, Boundary(chunk), Boundary(chunk + 1), _runs[worker], _partials[chunk]),
            cancellationToken);

        for (int chunk = 1; chunk < chunks; chunk++)
        {
            VectorKernel.AddScaled(1, _partials[chunk], _partials[0]);
        }

        SymmetricMatrix.MirrorUpper(_partials[0], _rank);

        int Boundary(int chunk) => (int)((long)factors.RowCount * chunk / chunks);
    }

    /// <summary>Finds Q of the Gram matrix last taken, when the factors have since been scaled.</summary>
    public void Diagonalize(double scale)
    {
        foreach (ref double value in Gram.AsSpan())
        {
            value *= scale * scale;
        }

        _eigen.Decompose(Gram);
    }

    /// <summary>Q times a scale, k × stride: what rows are multiplied by.</summary>
    public float[] Rotation(double scale)
    {
        for (int row = 0; row < _rank; row++)
        {
            for (int column = 0; column < _rank; column++)
            {
                _rotation[(row * _stride) + column] = (float)(scale * _eigen.Vectors[(column * _rank) + row]);
            }
        }

        return _rotation;
    }

    private void Sum(FactorMatrix factors, int start, int end, float[] run, double[] gram)
    {
        Array.Clear(gram);
        Span<float> matrix = run.AsSpan(0, _stride * _stride);
        Span<float> rows = run.AsSpan(_stride * _stride);
        for (; start < end; start += RunLength)
        {
            int length = Math.Min(RunLength, end - start);
            matrix.Clear();
            ReadOnlySpan<float> factorsOfRun = Pad(factors.Values.Slice(start * _rank, length * _rank), rows);
            _kernel.AddOuterProducts(factorsOfRun, factorsOfRun, _stride, matrix);
            AddUpper(matrix, gram);
        }
    }

    private ReadOnlySpan<float> Pad(ReadOnlySpan<float> factors, Span<float> padded)
    {
        if (_rank == _stride)
        {
            return factors;
        }

        int length = factors.Length / _rank;
        for (int row = 0; row < length; row++)
        {
            factors.Slice(row * _rank, _rank).CopyTo(padded[(row * _stride)..]);
        }

        return padded[..(length * _stride)];
    }

    private void AddUpper(ReadOnlySpan<float> run, Span<double> gram)
    {
        for (int row = 0; row < _rank; row++)
        {
            for (int column = row; column < _rank; column++)
            {
                gram[(row * _rank) + column] += run[(row * _stride) + column];
            }
        }
    }
}
