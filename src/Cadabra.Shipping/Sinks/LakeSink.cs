using System.IO.Compression;

using Cadabra.Lake.Writing;
using Cadabra.Shipping.Configuration;
using Cadabra.Storage;

namespace Cadabra.Shipping.Sinks;

/// <summary>Delivers to a lake: each parcel is one object, whose name follows from its range and arrival, so that a resend overwrites it.</summary>
public sealed class LakeSink : IShippingSink
{
    /// <summary>Most bytes of a parcel, the range of <c>bufferSizeBytes</c>; a line may be as long.</summary>
    public const int MaxParcelBytes = 128 << 20;

    private readonly IBlobContainer _lake;
    private readonly LakeWriter _writer;

    /// <param name="lake">The root of the lake.</param>
    /// <param name="compression">Of its objects; gzip is at the fastest level.</param>
    /// <param name="stream">The stream that object names begin with. Default "cadabra".</param>
    public LakeSink(IBlobContainer lake, FlowCompression compression, string stream = "cadabra")
    {
        ArgumentNullException.ThrowIfNull(lake);
        _lake = lake;
        _writer = new LakeWriter(lake, new LakeWriterOptions
        {
            Stream = stream,
            Gzip = compression == FlowCompression.Gzip,
            Level = CompressionLevel.Fastest,
        });
    }

    public string Name => _lake.Location;

    public SinkLimits Limits { get; } = new(MaxParcelBytes, MaxParcelBytes);

    public IDelivery Begin(Parcel parcel) => new LakeDelivery(this, parcel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class LakeDelivery(LakeSink sink, Parcel parcel) : IDelivery
    {
        public Task SendAsync(CancellationToken cancellationToken) => BlobFailures.ClassifyAsync(
            () => sink._writer.PutAsync(parcel.Range, parcel.Arrival, parcel.Bytes, cancellationToken), sink.Name);
    }
}
