using Cadabra.Cloud.Access;
using Cadabra.Cloud.Firehose;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Processing;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;
using Cadabra.Storage.S3;

namespace Cadabra.Cli.Shipping;

/// <summary>Makes the sinks of this program: lakes on disk and on S3, delivery streams of Firehose.</summary>
internal sealed class ShippingSinks : ISinkFactory, IDisposable
{
    private const string ErrorsFolder = "errors-lake";

    private readonly Dictionary<string, FirehoseClient> _clients = [];

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config)
    {
        if (flow.Lake is { } lake)
        {
            return new LakeSink(S3BlobLocation.Open(lake), flow.Compression);
        }

        return flow.CsvToJson is { } options
            ? new FirehoseSink(flow, Client(config), count => new CsvToJsonProcessor(options, OpenErrors(flow, config), count))
            : new FirehoseSink(flow, Client(config));
    }

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) =>
        flow.Lake is { } lake ? S3BlobLocation.Open(lake) : new DiskBlobContainer(Path.Combine(config.StateFolder, ErrorsFolder));

    public void Dispose()
    {
        foreach (FirehoseClient client in _clients.Values)
        {
            client.Dispose();
        }
    }

    // Flows share a client, and with it its connections and credentials; another endpoint comes with another configuration.
    private FirehoseClient Client(AgentConfig config)
    {
        lock (_clients)
        {
            string endpoint = config.FirehoseEndpoint ?? "";
            if (!_clients.TryGetValue(endpoint, out FirehoseClient? client))
            {
                client = new FirehoseClient(config.FirehoseEndpoint, new AwsSurroundings(), TimeProvider.System);
                _clients.Add(endpoint, client);
            }

            return client;
        }
    }
}
