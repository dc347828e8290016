namespace Cadabra.Shipping.Configuration.Json;

/// <summary>What is found while a file is read: problems, which keep the agent from running, and warnings.</summary>
internal sealed class ConfigFindings(ConfigText text)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Problem(int offset, string message) => _problems.Add($"{text.Place(offset)}: {message}");

    public void Warn(int offset, string message) => _warnings.Add($"{text.Place(offset)}: {message}");
}
