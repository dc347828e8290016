using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Cadabra.Storage.Tests;

/// <summary>A put that dies with its process. The process is this test executable, running <see cref="Put_that_waits_to_be_killed"/> alone.</summary>
public sealed class KilledPutTests
{
    private const string FolderVariable = "CADABRA_TEST_FOLDER";
    private const string PipeVariable = "CADABRA_TEST_PIPE";

    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_put_leaves_the_old_blob_and_a_leftover_to_delete()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using TemporaryFolder folder = new();
        DiskBlobContainer blobs = new(folder["lake"]);
        await blobs.PutAsync("orders/old", static (stream, token) => stream.WriteAsync("old"u8.ToArray(), token).AsTask(), cancel);

        await KillInTheMiddleOfPut("orders/old", folder["lake"], cancel);
        await KillInTheMiddleOfPut("orders/new", folder["lake"], cancel);

        Assert.Equal([new BlobEntry("orders/old", 3)], await blobs.ListAsync("", cancel).ToListAsync(cancel));
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(folder["lake"], "orders", "old"), Encoding.UTF8, cancel));
        Assert.Equal(2, blobs.DeleteLeftovers(TimeSpan.Zero));
        Assert.Equal(0, blobs.DeleteLeftovers(TimeSpan.Zero));
    }

    [Fact(Explicit = true)]
    public async Task Put_that_waits_to_be_killed()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        string[] target = (Environment.GetEnvironmentVariable(FolderVariable) ?? "").Split('|');
        Assert.SkipUnless(target.Length == 2, $"Runs only as the child of another test, which sets {FolderVariable}.");
        await using NamedPipeClientStream parent = new(".", Environment.GetEnvironmentVariable(PipeVariable)!, PipeDirection.InOut);
        await parent.ConnectAsync(cancel);

        await new DiskBlobContainer(target[0]).PutAsync(
            target[1],
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[1_000_000], token);
                await stream.FlushAsync(token);
                await parent.WriteAsync(new byte[1], token);

                // Never answered: the parent kills this process. Should the parent itself have died, the pipe ends and the put fails.
                await parent.ReadExactlyAsync(new byte[1], token);
            },
            cancel);
    }

    private static async Task KillInTheMiddleOfPut(string name, string folder, CancellationToken cancel)
    {
        string pipeName = $"cadabra-{Guid.NewGuid():N}";
        await using NamedPipeServerStream pipe = new(pipeName, PipeDirection.InOut);
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "Cadabra.Storage.Tests" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            ArgumentList = { "-explicit", "only", "-method", $"*.{nameof(Put_that_waits_to_be_killed)}" },
            Environment = { [FolderVariable] = $"{folder}|{name}", [PipeVariable] = pipeName },
            RedirectStandardOutput = true,
        };
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(cancel);
        Task writing = WaitForByte(pipe, cancel);
        if (await Task.WhenAny(writing, output) == output)
        {
            Assert.Fail($"The child ended before its put was half done:\n{await output}");
        }

        await writing;
        child.Kill();
        await child.WaitForExitAsync(cancel);
    }

    private static async Task WaitForByte(NamedPipeServerStream pipe, CancellationToken cancel)
    {
        await pipe.WaitForConnectionAsync(cancel);
        await pipe.ReadExactlyAsync(new byte[1], cancel);
    }
}
