using System.CommandLine;
using Cadabra.Models;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Cli;

/// <summary>Runs a parsed command and turns what goes wrong into one line on stderr and an exit code.</summary>
internal static class CommandRunner
{
    // Long enough for an iteration of a large training to notice a Ctrl+C, and for the agent to deliver what it holds, which takes it 10 s at
    // most; then the process ends all the same.
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromSeconds(15);

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
        catch (AgentConfigException exception)
        {
            foreach (string problem in exception.Problems)
            {
                Report($"{exception.Path}: {problem}", ExitCode.BadInput);
            }

            return ExitCode.BadInput;
        }
        catch (Exception exception) when (IsBadInput(exception))
        {
            return Report(Message(exception), ExitCode.BadInput);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PermanentSinkException)
        {
            return Report(Message(exception), ExitCode.Failed);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception);
            return Report("this is an error in the program itself; please report the lines above.", ExitCode.Failed);
        }
    }

    private static int BadUsage(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "cadabra" : $"cadabra {parsed.CommandResult.Command.Name}";
        return Report($"{parsed.Errors[0].Message} Type `{command} --help` for what it takes.", ExitCode.BadInput);
    }

    private static bool IsBadInput(Exception exception) => exception switch
    {
        ArgumentNullException => false,
        ArgumentException or ArithmeticException => true,
        InputException or ModelException or InvalidDataException => true,
        FileNotFoundException or DirectoryNotFoundException => true,
        _ => false,
    };

    // The framework appends the parameter's name, which means nothing on a command line.
    private static string Message(Exception exception) =>
        exception is ArgumentException { ParamName: { } name } ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;

    private static int Report(string message, int exitCode)
    {
        Console.Error.WriteLine($"cadabra: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
