using System.Runtime.ExceptionServices;
using ParquetSharp;

namespace Cadabra.Models.Parquet;

/// <summary>
/// Stands between the native writer and a stream. What goes wrong below the native writer comes up again as text inside a
/// <see cref="ParquetException"/>; the sink keeps the exception itself, so that a full disk is an <see cref="IOException"/> and a cancelled write a cancellation.
/// </summary>
internal sealed class NativeSink(Stream inner, CancellationToken cancellationToken) : Stream
{
    private ExceptionDispatchInfo? _failure;
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    // The native writer asks where it is, and writes the answers into the footer.
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Runs a call into the native writer.</summary>
    public T Run<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ParquetException) when (_failure is not null)
        {
            _failure.Throw();
            throw;
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            inner.Write(buffer);
            _length += buffer.Length;
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
