using Cadabra.Recommender.Data;

namespace Cadabra.Bench.Recommender;

/// <summary>The sizes that are measured.</summary>
internal sealed record EngineSet(int Customers, int Products, int Pairs)
{
    public static IReadOnlyDictionary<string, EngineSet> All { get; } = new Dictionary<string, EngineSet>
    {
        ["online-retail"] = new(4335, 3663, 260_000),
        ["1m"] = new(60_000, 10_000, 1_000_000),
        ["10m"] = new(400_000, 50_000, 10_000_000),
        ["100m"] = new(2_000_000, 200_000, 100_000_000),
    };

    public Interactions Create() => LatentGenres.Create(Customers, Products, Pairs, seed: 1);
}
