using System.Globalization;
using System.Text.RegularExpressions;

using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Configuration.Keys;

namespace Cadabra.Shipping.Tests.Configuration;

/// <summary>Holds the pages and files that people copy from against the program.</summary>
public sealed partial class ReferenceTests
{
    private const string Page = "docs/operations/shipping.md";
    private const string Example = "infra/agent.json";
    private const string Unit = "infra/systemd/cadabra-ship.service";

    [Fact]
    public void The_reference_names_every_key_with_its_default_and_range_and_no_other()
    {
        string section = Section(Read(Page), "Configuration");

        IEnumerable<(string, string, string)> documented = Row().Matches(section)
            .Select(row => (row.Groups["key"].Value, row.Groups["default"].Value, row.Groups["range"].Value));

        Assert.Equal(ConfigKeys.All.Select(key => (key.Name, key.Default, key.Range)), documented);
    }

    [Fact]
    public void Every_row_of_the_reference_says_what_its_key_means() =>
        Assert.All(Row().Matches(Section(Read(Page), "Configuration")), row => Assert.NotEmpty(row.Groups["meaning"].Value));

    [Fact]
    public void The_example_configuration_is_accepted_without_a_warning()
    {
        AgentConfig config = AgentConfigReader.Read(FullPath(Example));

        Assert.Empty(config.Warnings);
        FlowConfig flow = Assert.Single(config.Flows);
        Assert.NotNull(flow.Lake);
        Assert.Equal(InitialPosition.StartOfFile, flow.InitialPosition);
    }

    [Fact]
    public void The_unit_starts_a_verb_and_options_that_the_program_has()
    {
        string program = Read("src/Cadabra.Cli/Commands/ShipCommand.cs") + Read("src/Cadabra.Cli/Options/ShipParameters.cs");
        string[] words = Value("ExecStart").Split(' ');

        Assert.Equal(["/usr/bin/dotnet", "/opt/cadabra/cadabra.dll", "ship"], words[..3]);
        string[] options = [.. words.Where(word => word.StartsWith("--", StringComparison.Ordinal))];
        Assert.NotEmpty(options);
        Assert.All(options.Prepend("ship"), word => Assert.Contains($"\"{word}\"", program, StringComparison.Ordinal));
    }

    [Fact]
    public void The_unit_leaves_a_stop_more_time_than_the_agent_takes()
    {
        Assert.Equal("SIGTERM", Value("KillSignal"));
        Assert.True(int.Parse(Value("TimeoutStopSec"), CultureInfo.InvariantCulture) > 10);
    }

    private static string FullPath(string file) => Path.Combine(RealData.Checkout, file);

    // A checkout on Windows may have its line ends changed.
    private static string Read(string file) => File.ReadAllText(FullPath(file)).ReplaceLineEndings("\n");

    private static string Value(string directive) =>
        Assert.Single(Read(Unit).Split('\n'), line => line.StartsWith(directive + "=", StringComparison.Ordinal))[(directive.Length + 1)..];

    private static string Section(string page, string title)
    {
        int start = page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{Page} has no section '{title}'.");
        int end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)];
    }

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \| *(?<default>[^|]*?) *\| *(?<range>[^|]*?) *\| *(?<meaning>[^|]*?) *\|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
