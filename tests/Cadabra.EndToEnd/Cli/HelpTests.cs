namespace Cadabra.EndToEnd.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => ["demo", "generate", "inspect", "train", "evaluate", "recommend", "similar", "models"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_shows_an_example(string verb)
    {
        CadabraProcess run = await CadabraProcess.RunAsync(verb, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"  cadabra {verb}", run.Output, StringComparison.Ordinal);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Without_a_verb_the_verbs_are_listed()
    {
        CadabraProcess run = await CadabraProcess.RunAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.All(Verbs, verb => Assert.Contains(verb.Data, run.Output, StringComparison.Ordinal));
    }
}
