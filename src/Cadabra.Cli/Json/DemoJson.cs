namespace Cadabra.Cli.Json;

/// <summary>What <c>demo --json</c> prints.</summary>
internal sealed record DemoJson(InspectJson Inspect, TrainJson Train, EvaluateJson Evaluate);
