namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Weights of some rows; a missing one is NaN.</summary>
internal abstract class WeightColumn : IDisposable
{
    private float[] _weights = [];

    /// <summary>The weight of a row that was read last.</summary>
    public float this[int row] => _weights[row];

    /// <summary>Reads the next rows.</summary>
    public void Read(int rows)
    {
        if (_weights.Length < rows)
        {
            _weights = new float[rows];
        }

        for (int row = 0; row < rows;)
        {
            row += ReadInto(_weights.AsSpan(row, rows - row));
        }
    }

    public abstract void Dispose();

    /// <summary>Reads one row or more, and returns how many.</summary>
    protected abstract int ReadInto(Span<float> weights);
}
