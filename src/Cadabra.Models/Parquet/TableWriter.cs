using ParquetSharp;
using ParquetSharp.Schema;

namespace Cadabra.Models.Parquet;

/// <summary>Writes one Parquet file the way Spark does: snappy, plain encodings that every reader since Spark 2 knows. Leaves the stream open.</summary>
internal sealed class TableWriter : IDisposable
{
    /// <summary>Rows of a row group: few enough to bound what the native writer holds, many enough to read fast.</summary>
    public const int RowsPerGroup = 1 << 16;

    private readonly NativeSink _sink;
    private readonly GroupNode _schema;
    private readonly ParquetFileWriter _file;

    /// <param name="stream">Where the bytes go; it need not seek.</param>
    /// <param name="schema">The columns; disposed with the writer.</param>
    /// <param name="keyValues">Metadata of the file as a whole; null for none.</param>
    /// <param name="cancellationToken">Looked at before each write to the stream.</param>
    public TableWriter(Stream stream, GroupNode schema, IReadOnlyDictionary<string, string>? keyValues = null, CancellationToken cancellationToken = default)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Snappy);

        // Ids are distinct, factors are noise: trying to build dictionaries of them only costs time.
        builder.DisableDictionary();
        using WriterProperties properties = builder.Build();
        _sink = new NativeSink(stream, cancellationToken);
        _schema = schema;
        _file = _sink.Run(() => new ParquetFileWriter(_sink, schema, properties, keyValues, leaveOpen: true));
    }

    /// <summary>Writes a row group, whose columns <paramref name="write"/> adds from first to last.</summary>
    public void WriteGroup(Action<RowGroupWriter> write) => _sink.Run(() =>
    {
        using RowGroupWriter group = _file.AppendRowGroup();
        write(group);
        group.Close();
        return group;
    });

    /// <summary>Writes the footer. Without it the file is none.</summary>
    public void Complete() => _sink.Run(() =>
    {
        _file.Close();
        return _file;
    });

    public void Dispose()
    {
        _file.Dispose();
        _schema.Dispose();
        _sink.Dispose();
    }
}
