using System.Buffers;
using System.IO.Compression;

using Cadabra.Lake.Layout;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Delivery;

/// <summary>Puts one line past the sink's limit among the errors, whole, straight from its file.</summary>
internal sealed class LongLineDelivery : IDelivery
{
    public const string ErrorType = "line-too-long";

    private const int WindowBytes = 64 * 1024;
    private const int SpreadLength = 8;

    private readonly IBlobContainer _errors;
    private readonly SafeFileHandle _file;
    private readonly LogRange _range;
    private readonly PlannedParcel _plan;
    private readonly LogCheckpoint _log;

    public LongLineDelivery(IBlobContainer errors, SafeFileHandle file, LogRange range, PlannedParcel plan, LogCheckpoint log)
    {
        _errors = errors;
        _file = file;
        _range = range;
        _plan = plan;
        _log = log;
        string id = range.ToId();
        Name = ErrorObjectName.Format(id[..SpreadLength], ErrorType, plan.Arrival, id + (plan.Compression == FlowCompression.Gzip ? ".gz" : ".log"));
    }

    /// <summary>Follows from the range and its arrival, so that a resend overwrites.</summary>
    public string Name { get; }

    public Task SendAsync(CancellationToken cancellationToken) =>
        BlobFailures.ClassifyAsync(() => _errors.PutAsync(Name, WriteAsync, cancellationToken), _errors.Location);

    private async Task WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        if (_plan.Compression == FlowCompression.Gzip)
        {
            GZipStream gzip = new(target, CompressionLevel.Fastest, leaveOpen: true);
            await using (gzip.ConfigureAwait(false))
            {
                await CopyAsync(gzip, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            await CopyAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(Stream target, CancellationToken cancellationToken)
    {
        byte[] window = ArrayPool<byte>.Shared.Rent(WindowBytes);
        try
        {
            long end = _range.Offset + _range.Length;
            for (long at = _range.Offset; at < end;)
            {
                int count = RandomAccess.Read(_file, window.AsSpan(0, (int)Math.Min(window.Length, end - at)), at);
                if (count == 0)
                {
                    throw LogReplaced();
                }

                await target.WriteAsync(window.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }

        if (!_log.Head.Matches(_file, 0))
        {
            throw LogReplaced();
        }
    }

    private LogReplacedException LogReplaced() =>
        new($"'{_log.Path}' was truncated before a line of {_range.Length:N0} bytes at {_range.Offset:N0} could be copied to the errors.");
}
