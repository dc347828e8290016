using Cadabra.Cloud.Firehose;
using Cadabra.Cloud.Tests.Access;
using Cadabra.Cloud.Tests.Firehose;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Tests.Sinks;

public sealed class DeliveryStreamTests(MotoServer server) : SinkContract, IDisposable
{
    private readonly List<IDisposable> _open = [];
    private MotoStream? _stream;

    public void Dispose() => _open.ForEach(each => each.Dispose());

    protected override async Task<IShippingSink> OpenAsync()
    {
        _stream = await MotoStream.CreateAsync(server, TestContext.Current.CancellationToken);
        _open.Add(_stream);
        return Sink(server.Endpoint.ToString(), _stream.Name);
    }

    // Nobody listens on port 1, and nothing goes past this machine.
    protected override Task<IShippingSink> OpenUnreachableAsync() => Task.FromResult<IShippingSink>(Sink("http://127.0.0.1:1", "orders"));

    protected override Task<byte[]> ReadAsync(CancellationToken cancellationToken) => _stream!.ReadAllAsync(cancellationToken);

    private FirehoseSink Sink(string endpoint, string stream)
    {
        FirehoseClient client = new(endpoint, new FixedAccess(), TimeProvider.System);
        _open.Add(client);
        return new FirehoseSink(Parcels.Flow() with { DeliveryStream = stream }, client);
    }
}
