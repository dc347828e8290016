using System.Text;
using Cadabra.Lake.Layout;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Tests.Sinks;

/// <summary>What the agent relies on, whatever it delivers to.</summary>
public abstract class SinkContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_arrive_as_they_were_logged()
    {
        await using IShippingSink sink = await OpenAsync();
        byte[] lines = Encoding.Latin1.GetBytes("536365,\"WHITE \"\"T-LIGHT\"\"\",\u00a32.55\r\n536366,b\n\n,\r\n");

        await sink.Begin(Parcel(0, lines)).SendAsync(Cancel);

        Assert.Equal(lines, await ReadAsync(Cancel));
    }

    [Fact]
    public async Task A_delivery_that_has_ended_sends_nothing_more()
    {
        await using IShippingSink sink = await OpenAsync();
        IDelivery delivery = sink.Begin(Parcel(0, "a\n"u8.ToArray()));

        await delivery.SendAsync(Cancel);
        await delivery.SendAsync(Cancel);

        Assert.Equal("a\n"u8.ToArray(), await ReadAsync(Cancel));
    }

    [Fact]
    public async Task Deliveries_side_by_side_all_arrive()
    {
        await using IShippingSink sink = await OpenAsync();
        string[] lines = [.. Enumerable.Range(0, 24).Select(number => $"line {number:00}\n")];

        await Task.WhenAll(lines.Select((line, number) => sink.Begin(Parcel(number, Encoding.UTF8.GetBytes(line))).SendAsync(Cancel)));

        string arrived = Encoding.UTF8.GetString(await ReadAsync(Cancel));
        Assert.Equal(lines, arrived.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n"));
    }

    [Fact]
    public async Task A_delivery_that_was_cancelled_before_it_began_is_sent_the_next_time()
    {
        await using IShippingSink sink = await OpenAsync();
        IDelivery delivery = sink.Begin(Parcel(0, "a\n"u8.ToArray()));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery.SendAsync(new CancellationToken(canceled: true)));
        await delivery.SendAsync(Cancel);

        Assert.Equal("a\n"u8.ToArray(), await ReadAsync(Cancel));
    }

    [Fact]
    public async Task What_is_not_there_for_now_is_a_failure_that_passes()
    {
        await using IShippingSink sink = await OpenUnreachableAsync();

        TransientSinkException failure = await Assert.ThrowsAsync<TransientSinkException>(() => sink.Begin(Parcel(0, "a\n"u8.ToArray())).SendAsync(Cancel));

        Assert.NotEmpty(failure.Message);
    }

    /// <summary>An empty place that works.</summary>
    protected abstract Task<IShippingSink> OpenAsync();

    /// <summary>A place that cannot be reached.</summary>
    protected abstract Task<IShippingSink> OpenUnreachableAsync();

    /// <summary>All that has arrived at the place opened last, decompressed, in any order.</summary>
    protected abstract Task<byte[]> ReadAsync(CancellationToken cancellationToken);

    private static Parcel Parcel(int log, byte[] lines) => new(new LogRange($"till-1:/var/log/orders/{log}.log", 0, lines.Length), DateTimeOffset.UnixEpoch, lines);
}
