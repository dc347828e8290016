using System.Runtime.InteropServices;
using ParquetSharp;
using ParquetSharp.IO;
using Buffer = ParquetSharp.IO.Buffer;

namespace Cadabra.Models.Parquet;

/// <summary>
/// One Parquet file of a table, in memory. A table may come in many parts, and a part in many row groups, in any order;
/// columns are found by name, required or optional, whatever lies beside them.
/// </summary>
internal sealed class TablePart : IDisposable
{
    private readonly string _model;

    // Held, because the native reader points into it.
    private readonly byte[] _content;
    private readonly Buffer _buffer;
    private readonly BufferReader _source;
    private readonly ParquetFileReader _reader;

    /// <param name="model">Where the model lies, for messages.</param>
    /// <param name="file">The file, relative to the model.</param>
    /// <param name="content">The file's bytes, pinned for as long as the part lives.</param>
    /// <exception cref="ModelDamagedException">The bytes are no Parquet file.</exception>
    public TablePart(string model, string file, byte[] content)
    {
        _model = model;
        _content = content;
        File = file;
        _buffer = new Buffer(Marshal.UnsafeAddrOfPinnedArrayElement(content, 0), content.Length);
        _source = new BufferReader(_buffer);
        try
        {
            _reader = new ParquetFileReader(_source);
            Metadata = _reader.FileMetaData;
        }
        catch (ParquetException exception)
        {
            _source.Dispose();
            _buffer.Dispose();
            throw Damaged($"it is no Parquet file that can be read ({Reason(exception)})", exception);
        }
    }

    /// <summary>The file, relative to the model.</summary>
    public string File { get; }

    /// <summary>What the file's footer says.</summary>
    public FileMetaData Metadata { get; }

    /// <summary>Reads the row groups one after the other.</summary>
    /// <exception cref="ModelDamagedException">The content is not what the footer says.</exception>
    public void ReadGroups(Action<TableGroup> read)
    {
        try
        {
            for (int index = 0; index < Metadata.NumRowGroups; index++)
            {
                using RowGroupReader group = _reader.RowGroup(index);
                read(new TableGroup(this, group));
            }
        }
        catch (ParquetException exception)
        {
            throw Damaged($"its content cannot be decoded ({Reason(exception)})", exception);
        }
    }

    /// <summary>Finds a column by its path, or by the first name of its path.</summary>
    /// <exception cref="ModelDamagedException">There is none of that name, or several.</exception>
    public int Find(string name)
    {
        int found = -1;
        SchemaDescriptor schema = Metadata.Schema;
        for (int column = 0; column < schema.NumColumns; column++)
        {
            if (schema.Column(column).Path.ToDotVector()[0] != name)
            {
                continue;
            }

            if (found >= 0)
            {
                throw Damaged($"its column '{name}' is a structure of several; expected one value");
            }

            found = column;
        }

        return found >= 0 ? found : throw Damaged($"it has no column '{name}'; found {ColumnNames()}");
    }

    /// <summary>The error to throw for what is wrong with this part.</summary>
    public ModelDamagedException Damaged(string problem, Exception? innerException = null) => new(_model, File, problem, innerException);

    public void Dispose()
    {
        Metadata.Dispose();
        _reader.Dispose();
        _source.Dispose();
        _buffer.Dispose();
        GC.KeepAlive(_content);
    }

    // The native message reads: class parquet::ParquetException (message: 'what happened'), perhaps over several lines.
    private static string Reason(ParquetException exception)
    {
        const string Begin = "(message: '";
        const string End = "')";
        string message = exception.Message;
        int begin = message.IndexOf(Begin, StringComparison.Ordinal);
        int end = message.LastIndexOf(End, StringComparison.Ordinal);
        message = begin >= 0 && end > begin ? message[(begin + Begin.Length)..end] : message;
        return message.ReplaceLineEndings(" ").TrimEnd('.');
    }

    private string ColumnNames()
    {
        SchemaDescriptor schema = Metadata.Schema;
        return string.Join(", ", Enumerable.Range(0, schema.NumColumns).Select(column => schema.Column(column).Path.ToDotString()));
    }
}
