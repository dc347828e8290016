using System.CommandLine;

namespace Cadabra.Cli.Commands.Models;

/// <summary>The argument that names a model of a store. The path that <c>train</c> prints is accepted too: its last part is the name.</summary>
internal static class ModelName
{
    public static Argument<string> Argument() => new("name") { Description = "Name of the model, as `cadabra models` lists it." };

    public static string Read(ParseResult parsed, Argument<string> argument) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(parsed.GetValue(argument)!));
}
