using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;
using Cadabra.Storage.S3;

namespace Cadabra.Cli.Shipping;

/// <summary>Makes the sinks of this program: lakes on disk and on S3, delivery streams of Firehose.</summary>
internal sealed class ShippingSinks : ISinkFactory
{
    /// <summary>Records that delivery streams have taken.</summary>
    public long Records => 0;

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config) => new LakeSink(S3BlobLocation.Open(flow.Lake!), flow.Compression);

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => S3BlobLocation.Open(flow.Lake ?? Path.Combine(config.StateFolder, "errors-lake"));
}
