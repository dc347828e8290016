using System.Net;
using System.Text;
using Cadabra.Cloud.Firehose;
using Cadabra.Cloud.Tests.Access;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Processing;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Tests.Firehose;

public sealed class FirehoseSinkTests : IDisposable
{
    private const int MiB = 1 << 20;

    private readonly StrictFirehose _firehose = new();
    private readonly FirehoseClient _client;

    public FirehoseSinkTests()
    {
        _client = new FirehoseClient("firehose.us-east-1.amazonaws.com", new FixedAccess(), TimeProvider.System, _firehose);
    }

    public void Dispose()
    {
        _client.Dispose();
        _firehose.Dispose();
    }

    [Fact]
    public async Task Bytes_arrive_exactly_as_logged()
    {
        Parcel parcel = Parcels.Of("536365,85123A,\"WHITE \"\"T-LIGHT\"\"\",6,\u00a32.55\r\n\n\0last");

        await Sink().Begin(parcel).SendAsync(Token);

        Assert.Equal(parcel.Bytes.ToArray(), _firehose.Content);
    }

    [Fact]
    public async Task Small_lines_share_a_record()
    {
        await Sink().Begin(Parcels.OfLines([.. Enumerable.Repeat(80, 10_000)])).SendAsync(Token);

        Assert.Equal([1], _firehose.Calls);
    }

    [Fact]
    public async Task Largest_parcel_of_the_largest_lines_takes_one_call()
    {
        Parcel parcel = Parcels.OfLines(1_024_000, 1_024_000, 1_024_000, 1_024_000, (4 * MiB) - (4 * 1_024_000));

        await Sink().Begin(parcel).SendAsync(Token);

        Assert.Equal([5], _firehose.Calls);
        Assert.Equal(parcel.Bytes.ToArray(), _firehose.Content);
    }

    [Fact]
    public async Task Records_past_the_flows_limit_take_further_calls()
    {
        Parcel parcel = Parcels.OfLines([.. Enumerable.Repeat(600_000, 5)]);

        await Sink(Parcels.Flow(records: 2)).Begin(parcel).SendAsync(Token);

        Assert.Equal([2, 2, 1], _firehose.Calls);
        Assert.Equal(parcel.Bytes.ToArray(), _firehose.Content);
    }

    [Fact]
    public async Task Processed_lines_are_sent_within_the_limits_and_processed_once()
    {
        RepeatingProcessor processor = new(times: 3);
        Parcel parcel = Parcels.OfLines([.. Enumerable.Repeat(600_000, 6)]);
        _firehose.Script.Enqueue(_ => StrictFirehose.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException"));
        IDelivery delivery = new FirehoseSink(Parcels.Flow(), _client, _ => processor).Begin(parcel);

        await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Token));
        await delivery.SendAsync(Token);

        Assert.Equal(1, processor.Calls);
        Assert.Equal(3 * parcel.Bytes.Length, _firehose.Content.Length);
        Assert.Equal([6, 6, 6, 6], _firehose.Calls);
    }

    [Fact]
    public async Task Parcel_of_which_nothing_is_left_makes_no_call()
    {
        await new FirehoseSink(Parcels.Flow(), _client, _ => new RepeatingProcessor(times: 0)).Begin(Parcels.OfLines(10)).SendAsync(Token);

        Assert.Empty(_firehose.Calls);
    }

    [Fact]
    public async Task Only_the_records_that_failed_go_again()
    {
        Parcel parcel = Parcels.OfLines([.. Enumerable.Repeat(600_000, 5)]);
        _firehose.Script.Enqueue(records => _firehose.TakeAllBut(records, "ServiceUnavailableException", 1, 3));
        _firehose.Script.Enqueue(records => _firehose.TakeAllBut(records, "InternalFailure", 0));
        IDelivery delivery = Sink().Begin(parcel);

        TransientSinkException exception = await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Token));
        Assert.Contains("2 of 5 records", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Token));
        await delivery.SendAsync(Token);

        Assert.Equal([5, 2, 1], _firehose.Calls);
        Assert.Equal("acedb", string.Concat(_firehose.Taken.Select(record => (char)record[0])));
    }

    [Fact]
    public async Task After_a_failed_call_what_earlier_calls_took_does_not_go_again()
    {
        _firehose.Script.Enqueue(records => _firehose.TakeAllBut(records, ""));
        _firehose.Script.Enqueue(_ => StrictFirehose.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailableException"));
        IDelivery delivery = Sink(Parcels.Flow(records: 2)).Begin(Parcels.OfLines([.. Enumerable.Repeat(600_000, 4)]));

        await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Token));
        await delivery.SendAsync(Token);

        Assert.Equal("abcd", string.Concat(_firehose.Taken.Select(record => (char)record[0])));
    }

    [Fact]
    public async Task Records_of_a_lost_answer_go_again()
    {
        _firehose.Script.Enqueue(records => _firehose.TakeAndBreak(records, new HttpRequestException("The response ended prematurely.")));
        IDelivery delivery = Sink().Begin(Parcels.Of("a\r\n"));

        await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Token));
        await delivery.SendAsync(Token);

        Assert.Equal("a\r\na\r\n", Encoding.ASCII.GetString(_firehose.Content));
    }

    [Fact]
    public async Task Answer_about_another_number_of_records_counts_as_none()
    {
        _firehose.Script.Enqueue(_ => StrictFirehose.Answer(HttpStatusCode.OK, """{"FailedPutCount":0,"RequestResponses":[]}"""));
        IDelivery delivery = Sink().Begin(Parcels.Of("a\r\n"));

        await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Token));
        await delivery.SendAsync(Token);

        Assert.Equal([1, 1], _firehose.Calls);
    }

    [Fact]
    public async Task Line_that_no_record_holds_keeps_the_parcel_and_says_which_log()
    {
        PermanentSinkException exception = await Assert.ThrowsAsync<PermanentSinkException>(() => Sink().Begin(Parcels.OfLines(10, 1_024_001)).SendAsync(Token));

        Assert.Contains("/var/log/orders/a.log", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_firehose.Calls);
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(4 * MiB, 4 * MiB)]
    [InlineData(16 * MiB, 4 * MiB)]
    public void Parcel_is_as_large_as_the_flows_buffer_or_a_call(int bufferBytes, int expected) =>
        Assert.Equal(new SinkLimits(expected, 1_024_000), Sink(Parcels.Flow(bytes: bufferBytes)).Limits);

    [Fact]
    public void Line_that_becomes_json_is_bounded_by_what_it_may_become()
    {
        FlowConfig flow = Parcels.Flow() with { CsvToJson = new CsvToJson(["InvoiceNo", "StockCode"]) };
        int bytes = Sink(flow).Limits.MaxLineBytes;

        string longest = $$"""{"InvoiceNo":"{{string.Concat(Enumerable.Repeat("\\u0001", bytes))}}","StockCode":""}""" + "\n";
        Assert.InRange(longest.Length, 1_023_000, 1_024_000);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FirehoseSink Sink(FlowConfig? flow = null) => new(flow ?? Parcels.Flow(), _client);

    /// <summary>Makes several parcels of one.</summary>
    private sealed class RepeatingProcessor(int times) : IParcelProcessor
    {
        public int Calls { get; private set; }

        public Task<ReadOnlyMemory<byte>> ProcessAsync(Parcel parcel, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult<ReadOnlyMemory<byte>>(Enumerable.Repeat(parcel.Bytes.ToArray(), times).SelectMany(bytes => bytes).ToArray());
        }
    }
}
