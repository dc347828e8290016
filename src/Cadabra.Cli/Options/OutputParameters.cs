using System.CommandLine;
using Cadabra.Cli.Output;

namespace Cadabra.Cli.Options;

/// <summary>The option every verb has: JSON instead of text.</summary>
internal sealed class OutputParameters
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object on stdout, for programs." };

    public void AddTo(Command command) => command.Add(_json);

    public Terminal Open(ParseResult parsed) => new(parsed.GetValue(_json));
}
