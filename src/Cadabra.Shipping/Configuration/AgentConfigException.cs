namespace Cadabra.Shipping.Configuration;

/// <summary>A configuration that the agent must not run with. It holds every problem at once, so that one look at the file mends them all.</summary>
public sealed class AgentConfigException : Exception
{
    /// <param name="path">The file.</param>
    /// <param name="problems">What is wrong, each with its place; at least one.</param>
    public AgentConfigException(string path, IReadOnlyList<string> problems)
        : base($"{path}: {string.Join(" ", problems)}")
    {
        Path = path;
        Problems = problems;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is wrong: <c>line 4, column 7: …</c>.</summary>
    public IReadOnlyList<string> Problems { get; }
}
