using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Cli.Shipping;

/// <summary>Makes the sinks of this program: lakes on disk and on S3, delivery streams of Firehose.</summary>
internal sealed class ShippingSinks : ISinkFactory
{
    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config) => new LakeSink(Locations.Open(flow.Lake!), flow.Compression);

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => Locations.Open(flow.Lake ?? Path.Combine(config.StateFolder, "errors-lake"));
}
