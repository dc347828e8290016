using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Cadabra.Cli.Shipping;

/// <summary>What the agent says goes to stderr, one line each; under systemd with the levels that its journal understands.</summary>
internal static class AgentLogging
{
    public static ILoggerFactory Create(LogLevel least) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(least);
        builder.AddConsole(options =>
        {
            options.LogToStandardErrorThreshold = LogLevel.Trace;
            options.FormatterName = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is null ? ConsoleFormatterNames.Simple : ConsoleFormatterNames.Systemd;
        });
        builder.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss ";
        });
    });
}
