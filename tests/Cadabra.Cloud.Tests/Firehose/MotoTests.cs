using Cadabra.Cloud.Firehose;
using Cadabra.Cloud.Tests.Access;
using Cadabra.Shipping.Sinks;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace Cadabra.Cloud.Tests.Firehose;

/// <summary>Against an implementation of the protocol that is not ours.</summary>
public sealed class MotoTests(MotoServer server)
{
    [Fact]
    public async Task Lines_are_found_in_the_bucket_behind_the_stream()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using MotoStream stream = await MotoStream.CreateAsync(server, token);
        using FirehoseClient client = new(server.Endpoint.ToString(), new FixedAccess(), TimeProvider.System);
        Parcel parcel = Parcels.Of("536365,\"WHITE \"\"T-LIGHT\"\"\",\u00a32.55\r\n536366,b\r\n");

        await new FirehoseSink(Parcels.Flow() with { DeliveryStream = stream.Name }, client).Begin(parcel).SendAsync(token);

        Assert.Equal(parcel.Bytes.ToArray(), await stream.ReadAllAsync(token));
    }

    [Fact]
    public async Task Largest_parcel_arrives_whole()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using MotoStream stream = await MotoStream.CreateAsync(server, token);
        using FirehoseClient client = new(server.Endpoint.ToString(), new FixedAccess(), TimeProvider.System);
        Parcel parcel = Parcels.OfLines([.. Enumerable.Repeat(64, (4 << 20) / 64)]);

        await new FirehoseSink(Parcels.Flow() with { DeliveryStream = stream.Name }, client).Begin(parcel).SendAsync(token);

        Assert.Equal(parcel.Bytes.ToArray(), await stream.ReadAllAsync(token));
    }

    [Fact]
    public async Task Stream_that_is_not_there_is_named()
    {
        using FirehoseClient client = new(server.Endpoint.ToString(), new FixedAccess(), TimeProvider.System);
        IDelivery delivery = new FirehoseSink(Parcels.Flow() with { DeliveryStream = "missing" }, client).Begin(Parcels.Of("a\r\n"));

        PermanentSinkException exception = await Assert.ThrowsAsync<PermanentSinkException>(() => delivery.SendAsync(TestContext.Current.CancellationToken));

        Assert.Contains("no delivery stream 'missing'", exception.Message, StringComparison.Ordinal);
    }
}
