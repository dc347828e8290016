using Cadabra.Storage;
using ParquetSharp;

namespace Cadabra.Training.InteractionFiles.Parquet;

/// <summary>Finds the three columns of a file and opens each by what is stored in it.</summary>
internal sealed class InteractionColumns
{
    private readonly SchemaDescriptor _schema;
    private readonly string _path;

    /// <exception cref="InputException">A column is missing.</exception>
    public InteractionColumns(ParquetFileReader file, string path)
    {
        _schema = file.FileMetaData.Schema;
        _path = path;
        Customer = Find("customer");
        Product = Find("product");
        Weight = Find("weight");
    }

    public int Customer { get; }

    public int Product { get; }

    public int Weight { get; }

    /// <exception cref="InputException">The column holds neither text nor whole numbers.</exception>
    public IdColumn OpenId(RowGroupReader group, int column)
    {
        switch (Describe(column))
        {
            case (PhysicalType.ByteArray, Meaning.Plain or Meaning.Text):
                return new TextIdColumn(Open<ByteArray>(group, column));
            case (PhysicalType.Int32, Meaning.Plain):
                return new NumberIdColumn<int, int>(Open<int>(group, column));
            case (PhysicalType.Int32, Meaning.Unsigned):
                return new NumberIdColumn<int, uint>(Open<int>(group, column));
            case (PhysicalType.Int64, Meaning.Plain):
                return new NumberIdColumn<long, long>(Open<long>(group, column));
            case (PhysicalType.Int64, Meaning.Unsigned):
                return new NumberIdColumn<long, ulong>(Open<long>(group, column));
            default:
                throw Unreadable(column, "text or whole numbers");
        }
    }

    /// <exception cref="InputException">The column holds no numbers.</exception>
    public WeightColumn OpenWeight(RowGroupReader group, int column)
    {
        switch (Describe(column))
        {
            case (PhysicalType.Float, Meaning.Plain):
                return new NumberWeightColumn<float, float>(Open<float>(group, column));
            case (PhysicalType.Double, Meaning.Plain):
                return new NumberWeightColumn<double, double>(Open<double>(group, column));
            case (PhysicalType.Int32, Meaning.Plain):
                return new NumberWeightColumn<int, int>(Open<int>(group, column));
            case (PhysicalType.Int32, Meaning.Unsigned):
                return new NumberWeightColumn<int, uint>(Open<int>(group, column));
            case (PhysicalType.Int64, Meaning.Plain):
                return new NumberWeightColumn<long, long>(Open<long>(group, column));
            case (PhysicalType.Int64, Meaning.Unsigned):
                return new NumberWeightColumn<long, ulong>(Open<long>(group, column));
            default:
                throw Unreadable(column, "floats, doubles or whole numbers");
        }
    }

    private static FlatColumn<T> Open<T>(RowGroupReader group, int column)
        where T : unmanaged => new((ColumnReader<T>)group.Column(column));

    private int Find(string name)
    {
        for (int column = 0; column < _schema.NumColumns; column++)
        {
            if (string.Equals(_schema.Column(column).Path.ToDotString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        throw new InputException($"{_path} has no column '{name}'; expected the columns customer, product and weight. Rename the columns.");
    }

    // A date or a decimal is stored in the same bytes as a whole number; taken for one it would be an id that means nothing.
    private (PhysicalType Stored, Meaning Meaning) Describe(int column)
    {
        ColumnDescriptor descriptor = _schema.Column(column);
        using LogicalType type = descriptor.LogicalType;
        Meaning meaning = type switch
        {
            _ when descriptor.MaxRepetitionLevel > 0 => Meaning.Other,
            NoneLogicalType => Meaning.Plain,
            StringLogicalType => Meaning.Text,
            IntLogicalType { IsSigned: var signed } => signed ? Meaning.Plain : Meaning.Unsigned,
            _ => Meaning.Other,
        };
        return (descriptor.PhysicalType, meaning);
    }

    private InputException Unreadable(int column, string expected)
    {
        ColumnDescriptor descriptor = _schema.Column(column);
        using LogicalType type = descriptor.LogicalType;
        string found = descriptor.MaxRepetitionLevel > 0 ? "a list" : $"{descriptor.PhysicalType} ({type.Type})";
        return new InputException($"{_path} has a column '{descriptor.Name}' of type {found}; expected {expected}. Convert the column.");
    }

    private enum Meaning
    {
        Plain,
        Unsigned,
        Text,
        Other,
    }
}
