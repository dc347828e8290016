using System.Diagnostics;
using System.Text;

using Cadabra.Lake.Layout;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Sinks;

public sealed class LakeSinkTests : IDisposable
{
    private static readonly DateTimeOffset Arrival = new(2011, 11, 11, 5, 59, 59, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_parcel_is_one_object_in_the_hour_of_its_arrival_and_sent_again_still_one()
    {
        DiskBlobContainer lake = new(_folder["lake"]);
        await using LakeSink sink = new(lake, FlowCompression.None);
        IDelivery delivery = sink.Begin(ParcelOf("1\r\n2\r\n"));
        await delivery.SendAsync(Cancel);
        await delivery.SendAsync(Cancel);
        await sink.Begin(ParcelOf("1\r\n2\r\n")).SendAsync(Cancel);

        BlobEntry entry = Assert.Single(await lake.ListAsync("", Cancel).ToListAsync(Cancel));
        Assert.StartsWith("orders/year=2011/month=11/day=11/hour=05/cadabra-1-2011-11-11-05-59-59-", entry.Name);
        Assert.EndsWith(".log", entry.Name);
        Assert.Equal("1\r\n2\r\n", File.ReadAllText(Path.Combine(lake.Location, entry.Name), Encoding.Latin1));
    }

    [Fact]
    public async Task A_full_disk_passes_and_shipping_goes_on_once_there_is_space()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small disk needs root on Linux.");
        string disk = Directory.CreateDirectory(_folder["disk"]).FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk) == 0, "This machine lets nobody mount.");
        try
        {
            File.WriteAllBytes(Path.Combine(disk, "in-the-way"), new byte[200_000]);
            await using LakeSink sink = new(new DiskBlobContainer(Path.Combine(disk, "lake")), FlowCompression.None);
            IDelivery delivery = sink.Begin(ParcelOf(new string('x', 100_000) + "\n"));
            TransientSinkException full = await Assert.ThrowsAsync<TransientSinkException>(() => delivery.SendAsync(Cancel));
            Assert.Contains("is full; free some space", full.Message);
            Assert.Empty(await new DiskBlobContainer(Path.Combine(disk, "lake")).ListAsync("", Cancel).ToListAsync(Cancel));

            File.Delete(Path.Combine(disk, "in-the-way"));
            await delivery.SendAsync(Cancel);
            Assert.Single(await new DiskBlobContainer(Path.Combine(disk, "lake")).ListAsync("", Cancel).ToListAsync(Cancel));
        }
        finally
        {
            await RunAsync("umount", disk);
        }
    }

    [Fact]
    public async Task A_denied_access_is_permanent_and_says_what_to_do()
    {
        await using LakeSink sink = new(new RefusingContainer(new UnauthorizedAccessException("Access to the path is denied.")), FlowCompression.Gzip);
        PermanentSinkException denied = await Assert.ThrowsAsync<PermanentSinkException>(() => sink.Begin(ParcelOf("1\n")).SendAsync(Cancel));
        Assert.Contains("give the user that runs the agent write access", denied.Message);
    }

    [Fact]
    public async Task Any_other_failure_passes()
    {
        await using LakeSink sink = new(new RefusingContainer(new IOException("Input/output error")), FlowCompression.Gzip);
        await Assert.ThrowsAsync<TransientSinkException>(() => sink.Begin(ParcelOf("1\n")).SendAsync(Cancel));
    }

    private static Parcel ParcelOf(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        return new Parcel(new LogRange("shop-1:/var/log/shop.log#1", 0, bytes.Length), Arrival, bytes);
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }
}
