using System.Globalization;
using Cadabra.Storage;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace Cadabra.Training.InteractionFiles;

/// <summary>Reads the columns <c>customer</c>, <c>product</c> (text or whole numbers) and <c>weight</c> (any number) of a Parquet file; other columns are ignored.</summary>
internal static class InteractionParquetReader
{
    public static void Read(string path, InteractionRows rows, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new ParquetFileReader(path);
            int customer = ColumnOf(file, "customer", path);
            int product = ColumnOf(file, "product", path);
            int weight = ColumnOf(file, "weight", path);
            for (int group = 0; group < file.FileMetaData.NumRowGroups; group++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using RowGroupReader reader = file.RowGroup(group);
                Array customers = ReadColumn(reader, customer);
                Array products = ReadColumn(reader, product);
                Array weights = ReadColumn(reader, weight);
                for (int row = 0; row < customers.Length; row++)
                {
                    Add(rows, customers.GetValue(row), products.GetValue(row), weights.GetValue(row));
                }
            }
        }
        catch (ParquetException exception)
        {
            throw new InputException($"{path} is no readable Parquet file ({exception.Message.TrimEnd('.')}); nothing was read from it. Make the file again.", exception);
        }
    }

    private static int ColumnOf(ParquetFileReader file, string name, string path)
    {
        for (int column = 0; column < file.FileMetaData.NumColumns; column++)
        {
            if (string.Equals(file.FileMetaData.Schema.Column(column).Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        throw new InputException($"{path} has no column '{name}'; expected the columns customer, product and weight. Rename the columns.");
    }

    private static Array ReadColumn(RowGroupReader group, int column)
    {
        using ColumnReader physical = group.Column(column);
        using LogicalColumnReader logical = physical.LogicalReader();
        return logical.Apply(new WholeColumn(checked((int)group.MetaData.NumRows)));
    }

    private static void Add(InteractionRows rows, object? customer, object? product, object? weight)
    {
        string? customerId = Text(customer);
        string? productId = Text(product);
        double value = weight is null or string ? double.NaN : Convert.ToDouble(weight, CultureInfo.InvariantCulture);
        if (string.IsNullOrEmpty(customerId) || string.IsNullOrEmpty(productId) || !float.IsFinite((float)value))
        {
            rows.AddMalformed(Encoding.UTF8.GetBytes($"{customerId},{productId},{weight}"));
            return;
        }

        rows.Add(Encoding.UTF8.GetBytes(customerId), Encoding.UTF8.GetBytes(productId), (float)value);
    }

    private static string? Text(object? id) => Convert.ToString(id, CultureInfo.InvariantCulture);

    private sealed class WholeColumn(int length) : ILogicalColumnReaderVisitor<Array>
    {
        public Array OnLogicalColumnReader<TValue>(LogicalColumnReader<TValue> columnReader) => columnReader.ReadAll(length);
    }
}
