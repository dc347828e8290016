using System.CommandLine;

namespace Cadabra.Cli.Commands;

/// <summary>A verb with its examples, shown by <c>--help</c>.</summary>
internal abstract class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
