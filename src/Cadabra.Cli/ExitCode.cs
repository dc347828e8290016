namespace Cadabra.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command line or its input is wrong; doing it again will not help.</summary>
    public const int BadInput = 1;

    /// <summary>Something failed while running: a full disk, a denied permission.</summary>
    public const int Failed = 2;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;
}
