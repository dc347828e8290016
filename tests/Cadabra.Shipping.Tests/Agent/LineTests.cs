using System.IO.Compression;
using System.Text;

using Cadabra.Shipping.Sinks;
using Cadabra.Shipping.Tests.Rig;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Agent;

/// <summary>What becomes of single lines: unusual bytes, no end, too many bytes, headers.</summary>
public sealed class LineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_arrive_exactly_as_logged()
    {
        byte[] log = [.. "536365,\"WHITE \"\"HEART\"\"\",6\r\n"u8, 0xA3, 0x00, 0xFF, .. "\n\r\n\n"u8];
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", log);

        await rig.ShipAllAsync();

        Assert.Equal(log, Assert.Single(rig.Sink.Logs("shop.log")));
        Assert.Equal(4, rig.Status.Lines);
    }

    [Fact]
    public async Task Many_files_that_grow_at_once_arrive_each_line_once()
    {
        await using ShippingRig rig = new("**/*.log");
        await rig.StartAsync();
        string[] expected = new string[50];
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                Directory.CreateDirectory(rig[$"{i % 7}"]);
                string line = $"{round},{i}\r\n";
                rig.Append($"{i % 7}/{i}.log", line);
                expected[i] += line;
            }

            await rig.ShipAllAsync();
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], rig.Shipped($"{i}.log"));
        }
    }

    [Fact]
    public async Task A_last_line_without_an_end_is_shipped_once_after_it_has_been_still()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n2");
        await rig.LookAsync();
        await rig.LookAsync(rig.Flow.BufferInterval - TimeSpan.FromSeconds(1));
        Assert.Equal("1\n", rig.Shipped("shop.log"));

        await rig.LookAsync();
        await rig.ShipAllAsync();
        Assert.Equal("1\n2", rig.Shipped("shop.log"));

        // Should it go on after all, nothing is lost and nothing sent twice.
        rig.Append("shop.log", "2\n3\n");
        await rig.ShipAllAsync();
        Assert.Equal("1\n22\n3\n", rig.Shipped("shop.log"));
    }

    [Fact]
    public async Task A_line_past_the_limit_goes_whole_to_the_errors_once_and_blocks_nothing()
    {
        await using ShippingRig rig = new() { MemoryBytes = 64 << 10 };
        rig.Sink.Limits = new SinkLimits(4096, 1000);
        await rig.StartAsync();
        string tooLong = new string('x', 200_000) + "\n";
        rig.Append("shop.log", "1\n" + tooLong[..100_000]);
        await rig.ShipAllAsync();
        rig.Append("shop.log", tooLong[100_000..] + "2\n" + new string('y', 999) + "\n" + new string('z', 1000) + "\n3\n");
        await rig.ShipAllAsync();
        await rig.ShipAllAsync();

        // The first part had been still for long enough to count as a line of its own.
        Assert.Equal(["1\n", "2\n" + new string('y', 999) + "\n", "3\n"], rig.Sink.Begun.Select(parcel => Encoding.Latin1.GetString(parcel.Bytes.Span)));
        Assert.Equal([new string('x', 100_000), new string('x', 100_000) + "\n", new string('z', 1000) + "\n"], await ReadErrorsAsync(rig.Errors));
        Assert.Equal(3, rig.Status.ErrorLines);
        Assert.Equal(0, rig.Status.LagBytes);
    }

    [Fact]
    public async Task A_line_past_the_limit_is_not_put_twice_when_the_agent_dies_after_putting_it()
    {
        await using ShippingRig rig = new();
        rig.Sink.Limits = new SinkLimits(4096, 1000);
        await rig.StartAsync();
        rig.Append("shop.log", new string('x', 5000) + "\n1\n");
        rig.Look();
        await ShippingRig.UntilAsync(() => rig.Runner.HasEnded);
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.RestartAsync();
        await rig.ShipAllAsync();

        Assert.Equal([new string('x', 5000) + "\n"], await ReadErrorsAsync(rig.Errors));
        Assert.Equal("1\n", rig.Shipped("shop.log"));
    }

    [Fact]
    public async Task A_line_longer_than_the_buffer_but_not_the_limit_is_a_parcel_of_its_own()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { BufferBytes = 1000 };
        await rig.StartAsync();
        string line = new string('x', 100_000) + "\n";
        rig.Append("shop.log", "1\n" + line + "2\n");

        await rig.ShipAllAsync();
        await rig.ShipAllAsync();

        Assert.Equal(["1\n", line, "2\n"], rig.Sink.Begun.Select(parcel => Encoding.Latin1.GetString(parcel.Bytes.Span)));
    }

    [Fact]
    public async Task Header_lines_are_passed_over_in_each_file_and_only_once()
    {
        await using ShippingRig rig = new();
        rig.Flow = rig.Flow with { SkipHeaderLines = 2 };
        await rig.StartAsync();
        rig.Append("a.log", "head");
        await rig.ShipAllAsync();
        rig.Append("a.log", "er\nsecond\n1\n");
        rig.Append("b.log", "header\nsecond\n2\n");
        await rig.ShipAllAsync();
        await rig.RestartAsync();
        rig.Append("a.log", "3\n");
        await rig.ShipAllAsync();

        Assert.Equal("1\n3\n", rig.Shipped("a.log"));
        Assert.Equal("2\n", rig.Shipped("b.log"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_reported_once_and_stops_no_other()
    {
        await using ShippingRig rig = new("**/*.log");
        await rig.StartAsync();

        // A loop of links cannot be opened by anybody, not even by root.
        File.CreateSymbolicLink(rig["loop.log"], rig["loop.log"]);
        Directory.CreateDirectory(rig["locked"]);
        bool isLocked = !OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess;
        if (isLocked && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(rig["locked"], UnixFileMode.None);
        }

        rig.Append("shop.log", "1\n");
        await rig.ShipAllAsync();
        await rig.ShipAllAsync();

        Assert.Equal("1\n", rig.Shipped("shop.log"));
        Assert.Equal(isLocked ? 2 : 1, rig.Said.At(Microsoft.Extensions.Logging.LogLevel.Error).Count);
        if (isLocked && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(rig["locked"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<List<string>> ReadErrorsAsync(DiskBlobContainer errors)
    {
        List<string> lines = [];
        await foreach (BlobEntry entry in errors.ListAsync("errors/", Cancel))
        {
            Assert.Matches("^errors/[0-9a-f]{8}/line-too-long/2011/11/1[12]/[0-9a-f-]{36}\\.gz$", entry.Name);
            await using GZipStream gzip = new(await errors.OpenReadAsync(entry.Name, Cancel), CompressionMode.Decompress);
            using StreamReader reader = new(gzip, Encoding.Latin1);
            lines.Add(await reader.ReadToEndAsync(Cancel));
        }

        lines.Sort((x, y) => x[0] != y[0] ? x[0].CompareTo(y[0]) : x.Length.CompareTo(y.Length));
        return lines;
    }
}
