using System.Globalization;
using System.Numerics;

namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Ids stored as whole numbers; 17850 is the id <c>17850</c>.</summary>
/// <typeparam name="TStored">How a number is stored.</typeparam>
/// <typeparam name="TValue">What its bits mean: the same, or unsigned.</typeparam>
internal sealed class NumberIdColumn<TStored, TValue>(FlatColumn<TStored> column) : IdColumn
    where TStored : unmanaged, IBinaryInteger<TStored>
    where TValue : unmanaged, IBinaryInteger<TValue>
{
    // The digits and the sign of any number of 64 bits.
    private const int MaxLength = 20;

    public override void Dispose() => column.Dispose();

    protected override void Append(int rows)
    {
        int read = column.Read(rows);
        for (int row = 0; row < read; row++)
        {
            int length = 0;
            if (column.TryGet(row, out TStored stored))
            {
                TValue.CreateTruncating(stored).TryFormat(Room(MaxLength), out length, default, CultureInfo.InvariantCulture);
            }

            Take(length);
        }
    }
}
