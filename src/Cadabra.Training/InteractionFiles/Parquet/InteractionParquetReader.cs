using System.Globalization;
using Cadabra.Storage;
using ParquetSharp;

namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Reads the columns <c>customer</c>, <c>product</c> (text or whole numbers) and <c>weight</c> (any number) of a Parquet file; other columns are ignored.</summary>
internal static class InteractionParquetReader
{
    private const int BatchRows = 1 << 14;

    /// <exception cref="InputException">The file is damaged, or a column is missing or of another type.</exception>
    public static void Read(string path, InteractionRows rows, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new ParquetFileReader(path);
            var columns = new InteractionColumns(file, path);
            var block = new InteractionBlock();
            for (int number = 0; number < file.FileMetaData.NumRowGroups; number++)
            {
                using RowGroupReader group = file.RowGroup(number);
                Read(group, columns, block, rows, cancellationToken);
            }
        }
        catch (ParquetException exception)
        {
            throw new InputException($"{path} is no readable Parquet file ({exception.Message.TrimEnd('.')}); nothing was read from it. Make the file again.", exception);
        }
    }

    private static void Read(RowGroupReader group, InteractionColumns columns, InteractionBlock block, InteractionRows rows, CancellationToken cancellationToken)
    {
        using IdColumn customers = columns.OpenId(group, columns.Customer);
        using IdColumn products = columns.OpenId(group, columns.Product);
        using WeightColumn weights = columns.OpenWeight(group, columns.Weight);
        for (long left = group.MetaData.NumRows; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(left, BatchRows);
            customers.Read(count);
            products.Read(count);
            weights.Read(count);
            block.Clear();
            for (int row = 0; row < count; row++)
            {
                Add(block, customers[row], products[row], weights[row]);
            }

            rows.Take(block);
            left -= count;
        }
    }

    private static void Add(InteractionBlock block, ReadOnlySpan<byte> customer, ReadOnlySpan<byte> product, float weight)
    {
        if (!customer.IsEmpty && !product.IsEmpty && float.IsFinite(weight))
        {
            block.Add(customer, product, weight);
            return;
        }

        Span<byte> shown = stackalloc byte[16];
        weight.TryFormat(shown, out int length, provider: CultureInfo.InvariantCulture);
        block.AddMalformed([.. customer, (byte)',', .. product, (byte)',', .. shown[..length]]);
    }
}
