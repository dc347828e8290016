using System.Buffers;
using System.Globalization;

namespace Cadabra.Orders.Generation;

/// <summary>
/// One server log being written. It grows under its final name, as a real log does, and by whole lines: what a reader
/// sees after a flush never ends inside a line.
/// </summary>
internal sealed class LogFile : IAsyncDisposable
{
    private const int FlushSize = 64 * 1024;

    private readonly FileStream _file;
    private readonly DateTime _started;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private long _flushed;
    private long _lines;

    private LogFile(FileStream file, DateTime started)
    {
        _file = file;
        _started = started;
    }

    /// <summary>File name without the folder.</summary>
    public string Name => Path.GetFileName(_file.Name);

    /// <summary>Whether enough has gathered to be worth a write.</summary>
    public bool IsFull => _buffer.WrittenCount >= FlushSize;

    /// <summary>
    /// Begins the log <c>yyyyMMdd-HHmmss.log</c> of a second. Where a file of that name exists, whoever wrote it, the next
    /// free second names the log: an existing file is never opened.
    /// </summary>
    public static LogFile Create(string folder, DateTime started)
    {
        for (DateTime second = started; ; second = second.AddSeconds(1))
        {
            string path = Path.Combine(folder, second.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".log");
            try
            {
                // Readers may follow, rename or delete a log while it is written.
                var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
                return new LogFile(file, started);
            }
            catch (IOException) when (File.Exists(path))
            {
            }
        }
    }

    /// <summary>Adds a line as it is, without its line end, and ends it by CRLF.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        _buffer.Write(line);
        _buffer.Write("\r\n"u8);
        _lines++;
    }

    /// <summary>Adds an order line.</summary>
    public void Append(OrderLine line)
    {
        OrderLineWriter.Write(line, _buffer);
        _lines++;
    }

    /// <summary>Hands the gathered lines to the operating system. It cannot be cancelled: that could tear a line.</summary>
    public async ValueTask FlushAsync()
    {
        if (_buffer.WrittenCount > 0)
        {
            await _file.WriteAsync(_buffer.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
            _flushed += _buffer.WrittenCount;
            _buffer.ResetWrittenCount();
        }
    }

    /// <summary>Flushes, and waits until the disk has the lines.</summary>
    public async ValueTask FlushToDiskAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        _file.Flush(flushToDisk: true);
    }

    /// <summary>What has been written so far.</summary>
    public GeneratedLog Describe() => new(_file.Name, _started, _lines, _flushed + _buffer.WrittenCount);

    /// <summary>Closes the file without flushing: after an error, what could not be written is not tried again.</summary>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
