using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cadabra.Lake.Gzip;
using Cadabra.Lake.Inputs;
using Cadabra.Orders;

namespace Cadabra.Lake.Reading;

/// <summary>One object on its way: read in the background, its batches waiting in a bounded channel.</summary>
internal sealed class ObjectReading
{
    private const int CopyBytes = 128 * 1024;
    private const int ReadAheadBytes = 4 * 1024 * 1024;

    // Order logs deflate to about a sixth; a guess too low costs a copy, one too high costs address space only.
    private const int InflationGuess = 8;

    private readonly Channel<OrderBatch> _batches;
    private readonly LakeReaderOptions _options;

    private ObjectReading(LakeObject item, LakeReaderOptions options, CancellationToken cancellationToken)
    {
        Source = item;
        _options = options;
        _batches = Channel.CreateBounded<OrderBatch>(new BoundedChannelOptions(options.BatchesAhead) { SingleReader = true, SingleWriter = true });
        Outcome = Task.Run(() => RunAsync(cancellationToken), CancellationToken.None);
    }

    public LakeObject Source { get; }

    public ChannelReader<OrderBatch> Batches => _batches.Reader;

    /// <summary>Ends after the last batch: null if the object was read, or why not one line of it was. Fails with what stopped the reading.</summary>
    public Task<DamagedObject?> Outcome { get; }

    public static ObjectReading Start(LakeObject item, LakeReaderOptions options, CancellationToken cancellationToken) =>
        new(item, options, cancellationToken);

    private async Task<DamagedObject?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _batches.Writer.Complete();
        }
    }

    private async Task<DamagedObject?> ReadAsync(CancellationToken cancellationToken)
    {
        Stream stream = await Source.Container.OpenReadAsync(Source.Name, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable ofStream = stream.ConfigureAwait(false);
        byte[] begin = new byte[GzipDetector.Bytes];
        int begun = await stream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        bool isGzip;
        MemoryStream? held = null;
        try
        {
            isGzip = GzipDetector.IsGzip(begin.AsSpan(0, begun), Source.Name);
            if (isGzip)
            {
                held = await VerifyAsync(begin.AsMemory(0, begun), stream, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException e)
        {
            return new DamagedObject(Source, e.Message);
        }

        await ((isGzip, held) switch
        {
            (false, _) => ParseAsync(new FramedStream(begin.AsMemory(0, begun), stream, after: default), cancellationToken),
            (true, null) => InflateAgainAsync(cancellationToken),
            _ => ParseAsync(held, cancellationToken),
        }).ConfigureAwait(false);
        return null;
    }

    private async Task ParseAsync(Stream lines, CancellationToken cancellationToken)
    {
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(lines, cancellationToken).ConfigureAwait(false))
        {
            await _batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Inflates the object to its end.</summary>
    /// <returns>All of it, or null if it is more than may be held.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    private async Task<MemoryStream?> VerifyAsync(ReadOnlyMemory<byte> begin, Stream rest, CancellationToken cancellationToken)
    {
        StrictGzipStream gzip = new(begin, rest);
        await using ConfiguredAsyncDisposable ofGzip = gzip.ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            MemoryStream? held = new((int)Math.Min(_options.HeldBytes, Source.Length * InflationGuess));
            int count;
            while ((count = await gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                held = held?.Length + count <= _options.HeldBytes ? held : null;
                held?.Write(buffer, 0, count);
            }

            held?.Seek(0, SeekOrigin.Begin);
            return held;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads an object that was verified but not held, inflating ahead of the parser.</summary>
    private async Task InflateAgainAsync(CancellationToken cancellationToken)
    {
        Pipe pipe = new(new PipeOptions(
            pauseWriterThreshold: ReadAheadBytes, resumeWriterThreshold: ReadAheadBytes / 2, minimumSegmentSize: CopyBytes, useSynchronizationContext: false));
        Task inflating = Task.Run(() => InflateAsync(pipe.Writer, cancellationToken), CancellationToken.None);
        try
        {
            await ParseAsync(pipe.Reader.AsStream(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Completing the reader also ends an inflater that waits for room.
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await inflating.ConfigureAwait(false);
        }
    }

    private async Task InflateAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            Stream stream = await Source.Container.OpenReadAsync(Source.Name, cancellationToken).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable ofStream = stream.ConfigureAwait(false);
            StrictGzipStream gzip = new(before: default, stream);
            await using ConfiguredAsyncDisposable ofGzip = gzip.ConfigureAwait(false);
            await gzip.CopyToAsync(writer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            failure = new IOException($"'{Source.Location}' was whole when it was verified, but {e.Message} now: it changed while it was read. Read it again.", e);
        }
        catch (Exception e)
        {
            failure = e;
        }

        // The parser throws it, on the other end of the pipe.
        await writer.CompleteAsync(failure).ConfigureAwait(false);
    }
}
