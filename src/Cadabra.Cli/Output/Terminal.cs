using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Cadabra.Cli.Output;

/// <summary>
/// Where a command's words go: results to stdout, progress and warnings to stderr, so that a pipe gets results only.
/// With <c>--json</c> stdout gets one JSON object and nothing else.
/// </summary>
internal sealed class Terminal
{
    // A pipe has no width; without one, tables would be cut to 80 columns.
    private const int PipeWidth = 400;

    private readonly IAnsiConsole _out = Create(Console.Out, Console.IsOutputRedirected);
    private readonly IAnsiConsole _error = Create(Console.Error, Console.IsErrorRedirected);
    private readonly bool _json;

    public Terminal(bool json)
    {
        _json = json;
        Steps = new StepDisplay(_error, interactive: !Console.IsErrorRedirected && _error.Profile.Capabilities.Ansi);
    }

    /// <summary>Shows long work.</summary>
    public StepDisplay Steps { get; }

    /// <summary>Prints a line of result for people; markup allowed.</summary>
    public void Line(string markup = "")
    {
        if (!_json)
        {
            _out.MarkupLine(markup);
        }
    }

    /// <summary>Prints a table or another renderable for people.</summary>
    public void Show(IRenderable renderable)
    {
        if (!_json)
        {
            _out.Write(renderable);
        }
    }

    /// <summary>Says on stderr what deserves attention.</summary>
    public void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
        {
            _error.MarkupLine($"[yellow]warning:[/] {Markup.Escape(warning)}");
        }
    }

    /// <summary>Prints the result for programs.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        if (_json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
