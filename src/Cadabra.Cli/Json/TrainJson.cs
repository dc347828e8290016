namespace Cadabra.Cli.Json;

/// <summary>What <c>train --json</c> prints.</summary>
/// <param name="Model">Full path of the model directory.</param>
/// <param name="Seconds">Wall time of each stage.</param>
/// <param name="SecondsPerIteration">One entry an iteration.</param>
/// <param name="Loss">The objective after each iteration.</param>
internal sealed record TrainJson(
    string Model,
    int Customers,
    int Products,
    long Interactions,
    long Lines,
    IReadOnlyDictionary<string, long> Rejected,
    TrainSecondsJson Seconds,
    IReadOnlyList<double> SecondsPerIteration,
    IReadOnlyList<double> Loss);
