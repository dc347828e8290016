namespace Cadabra.Cli.Json;

/// <summary>What <c>generate --json</c> prints.</summary>
internal sealed record GenerateJson(long Lines, int Files, long Bytes);
