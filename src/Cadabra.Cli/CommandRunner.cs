using System.CommandLine;
using Cadabra.Models;
using Cadabra.Storage;

namespace Cadabra.Cli;

/// <summary>Runs a parsed command and turns what goes wrong into one line on stderr and an exit code.</summary>
internal static class CommandRunner
{
    // Long enough for an iteration of a large training to notice a Ctrl+C; then the process ends all the same.
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            return BadUsage(parsed);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = CancellationPatience,
            });
        }
        catch (OperationCanceledException)
        {
            return Report("interrupted; nothing was left half written.", ExitCode.Interrupted);
        }
        catch (Exception exception) when (IsBadInput(exception))
        {
            return Report(exception.Message, ExitCode.BadInput);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Report(exception.Message, ExitCode.Failed);
        }
    }

    private static int BadUsage(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "cadabra" : $"cadabra {parsed.CommandResult.Command.Name}";
        return Report($"{parsed.Errors[0].Message} Type `{command} --help` for what it takes.", ExitCode.BadInput);
    }

    private static bool IsBadInput(Exception exception) =>
        exception is InputException or InvalidDataException or FileNotFoundException or DirectoryNotFoundException or ModelException or ArgumentException;

    private static int Report(string message, int exitCode)
    {
        Console.Error.WriteLine($"cadabra: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
