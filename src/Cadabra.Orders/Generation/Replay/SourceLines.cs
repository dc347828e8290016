using System.Buffers.Binary;
using System.IO.Compression;

namespace Cadabra.Orders.Generation.Replay;

/// <summary>Reads a plain or gzip file as lines of bytes, from an offset on, without decoding them.</summary>
internal sealed class SourceLines : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Stream _content;
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    private SourceLines(string path, FileStream file, Stream content)
    {
        _path = path;
        _file = file;
        _content = content;
    }

    /// <summary>The line last read with its line end as found, valid until the next move. Only the last line may have no end.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Where the line after <see cref="Current"/> begins, in bytes of the decompressed file.</summary>
    public long Offset { get; private set; }

    /// <summary>Opens a file; gzip is told by its first two bytes.</summary>
    /// <exception cref="InvalidDataException">The file ends before the offset.</exception>
    public static async ValueTask<SourceLines> OpenAsync(string path, long offset, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        var lines = new SourceLines(path, file, compressed ? new GZipStream(file, CompressionMode.Decompress) : file);
        try
        {
            await lines.SkipAsync(offset, cancellationToken).ConfigureAwait(false);
            return lines;
        }
        catch
        {
            await lines.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A line without its LF or CRLF.</summary>
    public static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> line)
    {
        line = line is [.. var beforeLf, (byte)'\n'] ? beforeLf : line;
        return line is [.. var beforeCr, (byte)'\r'] ? beforeCr : line;
    }

    /// <summary>Reads the next line; false at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The gzip stream is damaged or cut short.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        int searched = 0;
        while (true)
        {
            int lineFeed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                Take(searched + lineFeed + 1);
                return true;
            }

            searched = _end - _start;
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                Take(searched);
                return searched > 0;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private void Take(int length)
    {
        Current = _buffer.AsMemory(_start, length);
        _start += length;
        Offset += length;
    }

    private async ValueTask SkipAsync(long offset, CancellationToken cancellationToken)
    {
        if (_content == _file)
        {
            _file.Position = Math.Min(offset, _file.Length);
            Offset = _file.Position;
        }

        while (Offset < offset && await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            Take((int)Math.Min(offset - Offset, _end - _start));
        }

        if (Offset < offset)
        {
            throw new InvalidDataException($"{_path} ends after {Offset:N0} bytes, but the position to go on from is {offset:N0}. Delete the position to begin at the first line.");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read;
        try
        {
            read = await _content.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"{_path} is damaged gzip: after {Offset + _end:N0} bytes of content it cannot be decompressed. Get a whole copy and run again.", cause);
        }

        if (read == 0 && _content != _file)
        {
            ThrowIfCutShort();
        }

        _end += read;
        return read > 0;
    }

    /// <summary>
    /// <see cref="GZipStream"/> takes a file that was cut short for one that ends there. The last four bytes of a whole
    /// one are its content's length modulo 2³² (RFC 1952, ISIZE).
    /// </summary>
    private void ThrowIfCutShort()
    {
        long content = Offset + _end;
        Span<byte> stored = stackalloc byte[4];
        _file.Position = Math.Max(0, _file.Length - stored.Length);
        _file.ReadExactly(stored);
        if (BinaryPrimitives.ReadUInt32LittleEndian(stored) != (uint)content)
        {
            throw new InvalidDataException(
                $"{_path} does not end as gzip of its {content:N0} bytes of content should: it was cut short, or several gzip files were joined. " +
                "Get a whole copy, or compress the joined content as one, and run again.");
        }
    }
}
