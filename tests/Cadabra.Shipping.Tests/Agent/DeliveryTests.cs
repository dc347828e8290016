using Cadabra.Shipping.Sinks;
using Cadabra.Shipping.Tests.Rig;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Tests.Agent;

/// <summary>A sink that fails, and what the agent makes of it.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_sink_that_is_down_for_an_hour_costs_no_line_and_no_memory_past_the_cap()
    {
        await using ShippingRig rig = new() { MemoryBytes = 1 << 20 };
        rig.Flow = rig.Flow with { BufferBytes = 64 << 10, BufferInterval = TimeSpan.Zero };
        rig.Sink.BeforeStoring = static (_, _) => throw new TransientSinkException("503");
        await rig.StartAsync();
        string line = new string('x', 1000) + "\n";
        int lines = 0;
        for (int minute = 0; minute < 60; minute++)
        {
            for (int file = 0; file < 20; file++, lines++)
            {
                rig.Append($"{file}.log", string.Concat(Enumerable.Repeat(line, 10)));
            }

            rig.Time.Advance(TimeSpan.FromMinutes(1));
            rig.Runner.Turn();
            Assert.InRange(rig.Memory.Used, 0, rig.MemoryBytes);
        }

        Assert.NotNull(rig.Status.Trouble);
        Assert.True(rig.Status.LagTime > TimeSpan.FromMinutes(58));
        await ShippingRig.UntilAsync(() => rig.Status.Retries > 0);

        rig.Sink.BeforeStoring = static (_, _) => Task.CompletedTask;
        while (rig.Status.LagBytes > 0)
        {
            await rig.RunForAsync(TimeSpan.FromSeconds(10));
        }

        for (int file = 0; file < 20; file++)
        {
            Assert.Equal(600 * line.Length, rig.Shipped($"{file}.log").Length);
        }

        Assert.Null(rig.Status.Trouble);
        Assert.Equal(12_000, rig.Status.Lines);
        Assert.Equal(TimeSpan.Zero, rig.Status.LagTime);
    }

    [Fact]
    public async Task A_failure_that_only_a_person_can_help_is_said_once_aloud_and_shows_in_the_status_until_it_is_gone()
    {
        await using ShippingRig rig = new();
        rig.Sink.BeforeStoring = static (_, _) => throw new PermanentSinkException("Access denied: firehose:PutRecordBatch on orders.");
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        rig.Look();
        rig.Time.Advance(rig.Flow.BufferInterval);
        rig.Runner.Turn();
        for (int i = 0; i < 5; i++)
        {
            int attempts = i + 1;
            await ShippingRig.UntilAsync(() => rig.Sink.Attempts == attempts && rig.Time.Waiting > 0);
            rig.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await ShippingRig.UntilAsync(() => rig.Sink.Attempts == 6 && rig.Time.Waiting > 0);
        rig.Runner.Turn();
        Assert.Contains("firehose:PutRecordBatch on orders", Assert.Single(rig.Said.At(LogLevel.Critical)));
        Assert.Contains("firehose:PutRecordBatch on orders", rig.Status.Trouble);

        // Slowly: not a single attempt more before a minute has passed.
        rig.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(6, rig.Sink.Attempts);

        rig.Sink.BeforeStoring = static (_, _) => Task.CompletedTask;
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.LookAsync();
        Assert.Null(rig.Status.Trouble);
        Assert.Equal("1\n", rig.Shipped("shop.log"));
    }

    [Fact]
    public async Task A_sink_that_asks_to_be_left_alone_is()
    {
        await using ShippingRig rig = new();
        rig.Sink.BeforeStoring = static (_, _) => throw new TransientSinkException("throttled", TimeSpan.FromMinutes(5));
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        rig.Look();
        rig.Time.Advance(rig.Flow.BufferInterval);
        rig.Runner.Turn();
        await ShippingRig.UntilAsync(() => rig.Sink.Attempts == 1 && rig.Time.Waiting > 0);
        rig.Sink.BeforeStoring = static (_, _) => Task.CompletedTask;

        rig.Time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(1, rig.Sink.Attempts);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.LookAsync();
        Assert.Equal(2, rig.Sink.Attempts);
    }

    [Fact]
    public async Task The_checkpoint_never_passes_a_gap()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { BufferBytes = 4 };
        rig.Append("shop.log", "111\n222\n333\n");
        rig.Sink.BeforeStoring = static (parcel, _) => parcel.Range.Offset == 4 ? throw new TransientSinkException("not this one") : Task.CompletedTask;
        await rig.StartAsync();
        await rig.RunForAsync(TimeSpan.FromMinutes(5));

        // Nothing behind the gap was even begun, so a crash cannot lose it.
        Assert.Equal([0L, 4L], rig.Sink.Begun.Select(parcel => parcel.Range.Offset));
        rig.Sink.BeforeStoring = static (_, _) => Task.CompletedTask;
        await rig.RestartAsync();
        await rig.ShipAllAsync();
        Assert.Equal("111\n222\n333\n", rig.Shipped("shop.log"));
        Assert.Equal(3, rig.Sink.Count);
    }

    [Fact]
    public async Task No_line_waits_longer_for_others_than_the_interval_says()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { BufferInterval = TimeSpan.FromSeconds(10) };
        await rig.StartAsync();
        rig.Append("shop.log", "before the look\n");
        await rig.LookAsync();
        DateTimeOffset written = rig.Time.GetUtcNow();
        rig.Append("shop.log", "right after it\n");
        while (rig.Sink.Begun.Count == 0 || rig.Sink.Begun.Sum(parcel => parcel.Range.Length) < 31)
        {
            await rig.LookAsync();
            Assert.True(rig.Time.GetUtcNow() - written <= TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task A_full_buffer_goes_without_waiting()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { BufferBytes = 10 };
        await rig.StartAsync();
        rig.Append("shop.log", "123\n567\n901\n34");

        await rig.LookAsync();

        Assert.Equal("123\n567\n", rig.Shipped("shop.log"));
    }
}
