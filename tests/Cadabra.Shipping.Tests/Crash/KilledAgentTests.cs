using System.Diagnostics;
using System.Globalization;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>
/// Kills an agent at random instants while logs are written, renamed, truncated and deleted, and counts the lines that arrive.
/// </summary>
public sealed class KilledAgentTests
{
    private const string KillsVariable = "CADABRA_TEST_KILLS";
    private const int KillsInCi = 200;
    private const int MaxLife = 250;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_killed_at_random_instants_brings_each_line_to_the_lake_exactly_once()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? $"{KillsInCi}", CultureInfo.InvariantCulture);
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["logs"]);
        int seed = Random.Shared.Next();
        Random random = new(seed);
        RotatingShop shop = new(folder["logs"], new DeliveredLines(folder["lake"]), new Random(seed + 1));
        using CancellationTokenSource closing = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task writing = Task.Run(() => shop.RunAsync(closing.Token), Cancel);

        Stopwatch watch = Stopwatch.StartNew();
        int done = 0;
        AgentProcess next = new(folder.FullPath);
        for (; done < kills; done++)
        {
            using AgentProcess agent = next;
            next = new AgentProcess(folder.FullPath);
            await agent.BeginAsync(Cancel);

            // Some die while they load the checkpoint and look for files, some in the midst of sending, some between two rounds.
            await Task.Delay(random.Next(MaxLife), Cancel);
            await agent.KillAsync(Cancel);
            if (writing.IsFaulted)
            {
                await writing;
            }
        }

        await closing.CancelAsync();
        await writing;
        using (AgentProcess last = next)
        {
            await last.BeginAsync(Cancel, once: true);
            await last.EndAsync(Cancel);
        }

        LineCounts counts = shop.Count();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{done} kills in {watch.Elapsed.TotalSeconds:F0} s (seed {seed}); {shop.Rotations}. Lines: {counts.Unique} unique, {counts.Duplicate} duplicate, {counts.Lost} lost, {counts.Foreign} that nobody wrote.");
        Assert.Equal(shop.Written, counts.Unique);
        Assert.Equal((0, 0, 0), (counts.Duplicate, counts.Lost, counts.Foreign));
        Assert.True(shop.HasRotatedInEveryWay, $"Not every way to rotate was tried: {shop.Rotations}.");
    }
}
