using System.Numerics;

namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Weights stored as numbers of one type.</summary>
/// <typeparam name="TStored">How a number is stored.</typeparam>
/// <typeparam name="TValue">What its bits mean: the same, or unsigned.</typeparam>
internal sealed class NumberWeightColumn<TStored, TValue>(FlatColumn<TStored> column) : WeightColumn
    where TStored : unmanaged, INumber<TStored>
    where TValue : unmanaged, INumber<TValue>
{
    public override void Dispose() => column.Dispose();

    protected override int ReadInto(Span<float> weights)
    {
        int read = column.Read(weights.Length);
        for (int row = 0; row < read; row++)
        {
            weights[row] = column.TryGet(row, out TStored stored) ? float.CreateTruncating(TValue.CreateTruncating(stored)) : float.NaN;
        }

        return read;
    }
}
