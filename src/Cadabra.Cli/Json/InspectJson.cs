namespace Cadabra.Cli.Json;

/// <summary>What <c>inspect --json</c> prints.</summary>
internal sealed record InspectJson(
    long Lines,
    long Kept,
    IReadOnlyDictionary<string, long> Rejected,
    long Returns,
    int Customers,
    int Products,
    DateTime? From,
    DateTime? To,
    IReadOnlyList<string> Warnings);
