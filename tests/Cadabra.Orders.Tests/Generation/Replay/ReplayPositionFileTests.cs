namespace Cadabra.Orders.Tests.Generation.Replay;

public sealed class ReplayPositionFileTests : IDisposable
{
    private readonly ReplayFolder _folder = new ReplayFolder().WithSource("a\nb\nc\n");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"lines\": 1}")]
    [InlineData("{\"format\":2,\"source\":{\"path\":\"/a\",\"length\":1,\"fingerprint\":\"\"},\"lines\":1,\"offset\":2,\"log\":null}")]
    [InlineData("{\"format\":1,\"source\":{\"path\":\"/a\",\"length\":1,\"fingerprint\":\"\"},\"lines\":1,\"offset\":-2,\"log\":null}")]
    [InlineData("{\"format\":1,\"source\":{\"path\":\"/a\",\"length\":1,\"fingerprint\":\"\"},\"lines\":1,\"offset\":2,\"log\":\"../../escape.log\"}")]
    public async Task A_damaged_position_is_named_and_the_message_says_what_to_do(string content)
    {
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);
        File.WriteAllText(_folder.PositionPath, content);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.RunAsync(cancellationToken: Cancel));
        Assert.StartsWith($"{_folder.PositionPath} is not a replay position", error.Message, StringComparison.Ordinal);
        Assert.Contains("Delete it to begin at the first line", error.Message);
        Assert.Equal("a\r\n", _folder.LoggedText);
    }

    [Theory]
    [InlineData("a\nb\nd\n")]
    [InlineData("a\nb\nc\nd\n")]
    public async Task The_position_of_another_source_is_refused_and_both_are_named(string other)
    {
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);
        string first = _folder.Source;
        File.Move(first, _folder["first.csv"]);
        _folder.WithSource(other);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.RunAsync(cancellationToken: Cancel));
        Assert.Contains(_folder.PositionPath, error.Message);
        Assert.Contains(first, error.Message);
        Assert.Contains("Replay into another folder, or delete the position", error.Message);
        Assert.Equal("a\r\n", _folder.LoggedText);
    }

    [Fact]
    public async Task A_source_moved_between_runs_is_the_same_source()
    {
        await _folder.RunAsync(lines: 1, cancellationToken: Cancel);
        File.Move(_folder.Source, _folder["moved.csv"]);
        _folder.Source = _folder["moved.csv"];
        await _folder.RunAsync(cancellationToken: Cancel);
        Assert.Equal("a\r\nb\r\nc\r\n", _folder.LoggedText);
    }

    [Fact]
    public async Task Two_replays_cannot_write_into_one_folder_at_once()
    {
        Task? second = null;
        await _folder.RunAsync(progress: _ => second ??= _folder.RunAsync(cancellationToken: Cancel), cancellationToken: Cancel);
        IOException error = await Assert.ThrowsAsync<IOException>(() => second!);
        Assert.Contains($"Another replay is writing into {_folder.To}", error.Message);
        Assert.Equal("a\r\nb\r\nc\r\n", _folder.LoggedText);
    }

    [Fact]
    public async Task No_temporary_file_is_left_and_no_file_but_logs_matches_their_pattern()
    {
        await _folder.RunAsync(cancellationToken: Cancel);
        Assert.Equal([".replay.json", ".replay.lock", "20260102-030405.log"], Directory.GetFiles(_folder.To).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
