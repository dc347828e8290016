using Microsoft.Extensions.Logging;

namespace Cadabra.Cli.Shipping;

/// <summary>What the service says beside the agent.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(1, LogLevel.Information, "{Status}")]
    public static partial void Status(ILogger logger, string status);

    [LoggerMessage(2, LogLevel.Information, "Stopped; {Status}")]
    public static partial void Stopped(ILogger logger, string status);

    [LoggerMessage(3, LogLevel.Information, "The configuration was read anew: {Count} flows.")]
    public static partial void Reloaded(ILogger logger, int count);

    [LoggerMessage(4, LogLevel.Error, "The configuration was changed to one that cannot be used, and the old one stays: {Problem}")]
    public static partial void NotReloaded(ILogger logger, string problem);
}
