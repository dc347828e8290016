using System.Text;

using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Shipping.Tests.Rig;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Tests.Agent;

/// <summary>What a start makes of what an earlier run left behind.</summary>
public sealed class RestartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parcel_that_had_arrived_when_the_agent_was_killed_is_sent_again_as_the_same_object_and_range()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n2\n");
        TaskCompletionSource stored = new();
        rig.Sink.AfterStoring = _ =>
        {
            stored.SetResult();
            throw new TransientSinkException("timed out after having stored");
        };
        rig.Look();
        rig.Time.Advance(rig.Flow.BufferInterval);
        rig.Runner.Turn();
        await stored.Task.WaitAsync(Cancel);

        // The hour turns, and more is written, between the crash and the resend.
        rig.Sink.AfterStoring = static _ => { };
        rig.Append("shop.log", "3\n");
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.RestartAsync();
        await rig.ShipAllAsync();

        Assert.Equal("1\n2\n3\n", rig.Shipped("shop.log"));
        Assert.Equal(2, rig.Sink.Count);
        Assert.Equal(1, rig.Status.Resent);
        Assert.Equal(rig.Sink.Begun[0].Range, rig.Sink.Begun[1].Range);
        Assert.Equal(rig.Sink.Begun[0].Arrival, rig.Sink.Begun[1].Arrival);
    }

    [Fact]
    public async Task A_resend_keeps_its_compression_when_the_configuration_has_another_since()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        rig.Sink.BeforeStoring = static (_, cancel) => Task.Delay(Timeout.Infinite, cancel);
        rig.Look();
        rig.Time.Advance(rig.Flow.BufferInterval);
        rig.Runner.Turn();
        await ShippingRig.UntilAsync(() => rig.Sink.Attempts == 1);

        rig.Flow = rig.Flow with { Compression = FlowCompression.None };
        rig.Sink.BeforeStoring = static (_, _) => Task.CompletedTask;
        await rig.RestartAsync();
        await rig.LookAsync();

        Assert.Equal([FlowCompression.Gzip], rig.SinksMade[2..].Select(flow => flow.Compression));
    }

    [Fact]
    public async Task Shipping_goes_on_where_the_acknowledgements_ended()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        await rig.ShipAllAsync();
        rig.Append("shop.log", "2\nhal");
        await rig.LookAsync();
        await rig.RestartAsync();
        rig.Append("shop.log", "f\n");

        await rig.ShipAllAsync();

        Assert.Equal("1\n2\nhalf\n", rig.Shipped("shop.log"));
        Assert.Equal(["1\n", "2\nhalf\n"], rig.Sink.Begun.Select(parcel => Encoding.Latin1.GetString(parcel.Bytes.Span)));
    }

    [Fact]
    public async Task Every_line_arrives_of_a_log_that_was_rotated_twice_while_the_agent_was_stopped()
    {
        await using ShippingRig rig = new("shop.log");
        await rig.StartAsync();
        rig.Append("shop.log", "1\n2\n");
        await rig.ShipAllAsync();
        await rig.StopAsync();

        rig.Append("shop.log", "3\n");
        File.Move(rig["shop.log"], rig["shop.log.1"]);
        rig.Append("shop.log", "4\n");
        File.Move(rig["shop.log.1"], rig["shop.log.2"]);
        File.Move(rig["shop.log"], rig["shop.log.1"]);
        rig.Append("shop.log", "5\n");
        DateTime now = DateTime.UtcNow;
        File.SetLastWriteTimeUtc(rig["shop.log.2"], now.AddMinutes(-2));
        File.SetLastWriteTimeUtc(rig["shop.log.1"], now.AddMinutes(-1));
        await rig.StartAsync();
        await rig.ShipAllAsync();

        Assert.Equal(["1\n2\n3\n", "5\n"], rig.ShippedLogs("shop.log").Order());
        Assert.Equal("4\n", rig.Shipped("shop.log.1"));
        Assert.Equal(["1\n2\n", "3\n", "4\n", "5\n"], rig.Sink.Begun.Select(parcel => Encoding.Latin1.GetString(parcel.Bytes.Span)));
    }

    [Fact]
    public async Task Every_line_arrives_of_a_log_that_was_copied_and_truncated_while_the_agent_was_stopped()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "the first order\n");
        await rig.ShipAllAsync();
        await rig.StopAsync();

        rig.Append("shop.log", "the second order\n");
        File.Copy(rig["shop.log"], rig["shop.log.1"]);
        rig.Truncate("shop.log", "the third order, longer than all before it together\n");
        await rig.StartAsync();
        await rig.ShipAllAsync();

        Assert.Equal(
            ["the first order\nthe second order\n", "the third order, longer than all before it together\n"],
            rig.ShippedLogs("shop.log").Order());
    }

    [Fact]
    public async Task A_file_that_got_the_inode_of_a_deleted_log_is_a_new_log()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "InvoiceNo,StockCode\n");
        await rig.ShipAllAsync();
        await rig.StopAsync();

        // In place stands for the inode: content and time of birth are all that may tell the two.
        rig.Truncate("shop.log", "InvoiceNo,StockCodes of another kind\n");
        await rig.StartAsync();
        await rig.ShipAllAsync();

        Assert.Equal(["InvoiceNo,StockCode\n", "InvoiceNo,StockCodes of another kind\n"], rig.ShippedLogs("shop.log").Order());
    }

    [Fact]
    public async Task A_first_start_at_the_start_of_files_reads_all_of_them_oldest_first()
    {
        await using ShippingRig rig = new();
        string[] names = ["b.log", "c.log", "a.log", "d.log"];
        for (int i = 0; i < names.Length; i++)
        {
            rig.Append(names[i], $"{i}\n");
            File.SetLastWriteTimeUtc(rig[names[i]], new DateTime(2011, 11, 1 + i, 0, 0, 0, DateTimeKind.Utc));
        }

        await rig.StartAsync();
        await rig.ShipAllAsync();

        Assert.Equal(["0\n", "1\n", "2\n", "3\n"], rig.Sink.Begun.Select(parcel => Encoding.Latin1.GetString(parcel.Bytes.Span)));
    }

    [Fact]
    public async Task The_end_of_files_is_where_the_very_first_start_begins_and_no_later_one()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { InitialPosition = InitialPosition.EndOfFile };
        rig.Append("old.log", "before\nhalf a li");
        await rig.StartAsync();
        await rig.LookAsync();
        rig.Append("old.log", "ne\n");
        rig.Append("new.log", "1\n");
        await rig.RestartAsync();
        rig.Append("newer.log", "2\n");

        await rig.ShipAllAsync();

        Assert.Equal("half a line\n", rig.Shipped("old.log"));
        Assert.Equal("1\n", rig.Shipped("new.log"));
        Assert.Equal("2\n", rig.Shipped("newer.log"));
    }

    [Fact]
    public async Task A_lost_checkpoint_means_everything_again_whatever_the_initial_position_and_is_said_aloud()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { InitialPosition = InitialPosition.EndOfFile };
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        await rig.ShipAllAsync();
        await rig.StopAsync();
        foreach (string checkpoint in Directory.GetFiles(rig.State, "checkpoint-*"))
        {
            File.Delete(checkpoint);
        }

        rig.Append("shop.log", "2\n");
        await rig.StartAsync();
        await rig.ShipAllAsync();

        Assert.Contains("1\n2\n", rig.ShippedLogs("shop.log"));
        Assert.Contains("There was a checkpoint", Assert.Single(rig.Said.At(LogLevel.Critical)));
    }

    [Fact]
    public async Task A_flow_whose_pattern_was_widened_goes_on_with_the_logs_it_knows()
    {
        await using ShippingRig rig = new("shop.log");
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        await rig.ShipAllAsync();
        rig.Flow = rig.Flow with { FilePattern = rig["*.log"], InitialPosition = InitialPosition.EndOfFile };
        rig.Append("shop.log", "2\n");

        await rig.RestartAsync();
        await rig.ShipAllAsync();

        Assert.Equal("1\n2\n", rig.Shipped("shop.log"));
    }
}
