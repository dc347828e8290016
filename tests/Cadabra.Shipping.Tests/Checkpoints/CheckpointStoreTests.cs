using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Files;
using Cadabra.Shipping.Tests.Rig;
using Cadabra.Storage;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Tests.Checkpoints;

public sealed class CheckpointStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CollectedLog<ShippingAgent> _said = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_recorded_is_there_again_word_for_word()
    {
        LogCheckpoint log = Log("a", 7) with
        {
            Head = Fingerprint.Of("head"u8),
            Tail = Fingerprint.Of("tail"u8),
            Planned = new PlannedParcel(5, new DateTimeOffset(2011, 11, 11, 5, 59, 59, 123, TimeSpan.Zero), FlowCompression.None, IsTooLong: true),
        };
        await RecordAsync(log, Log("b", 1), Log("b", 2));

        Assert.Equal([log, Log("b", 2)], await LoadAsync());
        Assert.Empty(_said.At(LogLevel.Critical));
    }

    [Fact]
    public async Task A_last_line_that_a_crash_cut_off_anywhere_takes_nothing_else_along()
    {
        await RecordAsync(Log("a", 1));
        await RecordAsync(Log("b", 2));
        string path = Newest();
        byte[] whole = File.ReadAllBytes(path);
        byte[] torn = [.. whole, .. whole.AsSpan(whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1)];
        for (int length = whole.Length; length < torn.Length; length++)
        {
            File.WriteAllBytes(path, torn[..length]);
            Assert.Equal([Log("a", 1), Log("b", 2)], CheckpointFile.Read(path, out string? damage)!.Logs.Values);
            Assert.Null(damage);
        }
    }

    [Fact]
    public async Task No_damage_of_a_byte_goes_unnoticed_or_makes_a_log_seem_further_than_it_is()
    {
        await RecordAsync(Log("a", 1));
        await RecordAsync(Log("a", 2));
        string path = Newest();
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            CheckpointState? state = CheckpointFile.Read(path, out string? damage);
            Assert.True(damage is not null || state!.Logs["a"].Acknowledged <= 2);
            Assert.True(state is null || state.Logs.Values.All(log => log is { Source: "a", Acknowledged: 1 or 2 }));
        }
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_set_aside_and_the_one_before_it_used()
    {
        await RecordAsync(Log("a", 1));
        await RecordAsync(Log("a", 2));
        File.WriteAllText(Newest(), "not a checkpoint\n");

        Assert.Equal([Log("a", 1)], await LoadAsync());
        Assert.Contains("is damaged: line 1", Assert.Single(_said.At(LogLevel.Critical)));
        Assert.Equal("not a checkpoint\n", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.FullPath, "*.damaged-*"))));
    }

    [Fact]
    public async Task A_checkpoint_of_a_later_version_is_refused_not_misread()
    {
        await RecordAsync(Log("a", 1));
        System.Buffers.ArrayBufferWriter<byte> header = new();
        CheckpointFormat.Write(new CheckpointEntry { Header = new CheckpointHeader(CheckpointFormat.Name, 2, 0) }, header);
        File.WriteAllBytes(Newest(), header.WrittenSpan);

        Assert.Null(CheckpointFile.Read(Newest(), out string? damage));
        Assert.Contains("version 2", damage);
    }

    [Fact]
    public async Task Entries_that_come_together_share_one_write_and_the_file_stays_bounded()
    {
        using StateFolder folder = new(_folder.FullPath);
        await using CheckpointStore store = new(folder, new ManualTime(), _said);
        for (int round = 0; round < 200; round++)
        {
            Task[] writes = new Task[100];
            for (int i = 0; i < writes.Length; i++)
            {
                writes[i] = store.RecordAsync(new CheckpointEntry { Log = Log($"{i}", round) });
            }

            await Task.WhenAll(writes);
            Assert.True(writes.Distinct().Count() < writes.Length / 2, "Each entry had a flush of its own.");
        }

        Assert.InRange(Directory.GetFiles(_folder.FullPath, "checkpoint-*").Sum(path => new FileInfo(path).Length), 1, 6 << 20);
        Assert.InRange(Directory.GetFiles(_folder.FullPath, "checkpoint-*").Length, 1, 2);
    }

    [Fact]
    public async Task Only_one_agent_has_a_state_folder()
    {
        using StateFolder folder = new(_folder.FullPath);
        Assert.Contains("in use by another agent", Assert.Throws<InputException>(() => new StateFolder(_folder.FullPath)).Message);
        await Task.CompletedTask;
    }

    private static LogCheckpoint Log(string source, long acknowledged) => new()
    {
        Source = source,
        Flow = "lake:/lake /logs/*.log",
        Path = $"/logs/{source}.log",
        Identity = new FileIdentity(1, 2, 0),
        Acknowledged = acknowledged,
    };

    private async Task RecordAsync(params LogCheckpoint[] logs)
    {
        using StateFolder folder = new(_folder.FullPath);
        await using CheckpointStore store = new(folder, new ManualTime(), _said);
        foreach (LogCheckpoint log in logs)
        {
            await store.RecordAsync(new CheckpointEntry { Log = log });
        }
    }

    private async Task<List<LogCheckpoint>> LoadAsync()
    {
        using StateFolder folder = new(_folder.FullPath);
        await using CheckpointStore store = new(folder, new ManualTime(), _said);
        return store.Logs();
    }

    private string Newest() => CheckpointFile.PathOf(_folder.FullPath, CheckpointFile.Generations(_folder.FullPath)[0]);
}
