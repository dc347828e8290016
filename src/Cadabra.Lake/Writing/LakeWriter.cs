using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;

using Cadabra.Lake.Layout;
using Cadabra.Storage;

namespace Cadabra.Lake.Writing;

/// <summary>
/// Delivers logs to a lake, byte for byte. An object's name is fixed by the range of the log that it holds and by the time of arrival,
/// so a delivery that is repeated, after a crash in the middle of it or after success, overwrites its own objects and adds nothing.
/// Safe for concurrent use.
/// </summary>
public sealed class LakeWriter
{
    private const int CopyBytes = 128 * 1024;

    private readonly IBlobContainer _lake;
    private readonly LakeWriterOptions _options;

    /// <param name="lake">The root of the lake.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public LakeWriter(IBlobContainer lake, LakeWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        _lake = lake;
        _options = options ?? new LakeWriterOptions();
        _options.Validate();
    }

    /// <summary>Puts one range of a log as one object.</summary>
    /// <param name="range">Which bytes of which log these are; at least one byte.</param>
    /// <param name="arrival">When they arrived; it must be the same if they are put again.</param>
    /// <param name="bytes">Stands at the first byte of the range; exactly as many are read as the range is long.</param>
    /// <param name="cancellationToken">Cancels the put; no object appears then.</param>
    /// <returns>Name of the object in the lake.</returns>
    /// <exception cref="EndOfStreamException">The log ends before the range does.</exception>
    public async Task<string> PutAsync(LogRange range, DateTimeOffset arrival, Stream bytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range.Length);
        string name = NameOf(range, arrival);
        await _lake.PutAsync(
            name,
            (target, token) => WriteAsync(target, to => CopyAsync(range, bytes, to, token)),
            cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Puts one range of a log, which is in memory, as one object.</summary>
    /// <param name="range">Which bytes of which log these are; as long as <paramref name="bytes"/>, and at least one byte.</param>
    /// <param name="arrival">When they arrived; it must be the same if they are put again.</param>
    /// <param name="bytes">The range, left alone until the put has ended.</param>
    /// <param name="cancellationToken">Cancels the put; no object appears then.</param>
    /// <returns>Name of the object in the lake.</returns>
    public async Task<string> PutAsync(LogRange range, DateTimeOffset arrival, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(range.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, range.Length, nameof(bytes));
        string name = NameOf(range, arrival);
        await _lake.PutAsync(
            name,
            (target, token) => WriteAsync(target, to => to.WriteAsync(bytes, token).AsTask()),
            cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>
    /// Puts a finished log, cut at line ends into objects of bounded size. All of it is taken to have arrived at one time.
    /// A log that is still being written to has to be delivered range by range: its last object would change its name as it grows.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Its <see cref="LogRange.Source"/>.</param>
    /// <param name="arrival">When it arrived; it must be the same if the log is put again.</param>
    /// <param name="cancellationToken">Cancels the delivery; objects that were put stay.</param>
    /// <returns>Names of the objects in the lake, in order of the log; none for an empty one.</returns>
    public async Task<IReadOnlyList<string>> PutFileAsync(string path, string source, DateTimeOffset arrival, CancellationToken cancellationToken = default)
    {
        FileStream log = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        await using ConfiguredAsyncDisposable _ = log.ConfigureAwait(false);
        List<string> names = [];
        foreach ((long offset, long length) in LogSplitter.Split(log.SafeFileHandle, log.Length, _options.MaxObjectBytes))
        {
            log.Position = offset;
            names.Add(await PutAsync(new LogRange(source, offset, length), arrival, log, cancellationToken).ConfigureAwait(false));
        }

        return names;
    }

    private string NameOf(LogRange range, DateTimeOffset arrival) =>
        LakeObjectName.Of(_options.Stream, range, arrival, _options.Gzip ? ".gz" : ".log").BlobName;

    private async Task WriteAsync(Stream target, Func<Stream, Task> copyTo)
    {
        if (!_options.Gzip)
        {
            await copyTo(target).ConfigureAwait(false);
            return;
        }

        GZipStream gzip = new(target, _options.Level, leaveOpen: true);
        await using ConfiguredAsyncDisposable _ = gzip.ConfigureAwait(false);
        await copyTo(gzip).ConfigureAwait(false);
    }

    private static async Task CopyAsync(LogRange range, Stream bytes, Stream target, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (long left = range.Length; left > 0;)
            {
                int count = await bytes.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    throw new EndOfStreamException(
                        $"'{range.Source}' ended {left:N0} bytes before byte {range.Offset + range.Length:N0}, to which it was to be delivered; was it truncated?");
                }

                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                left -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
