using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>The factors themselves.</summary>
internal sealed class SingleTable(int rank) : FactorTable<float>
{
    private FactorMatrix _factors = new(0, rank);

    public override int Pitch => rank;

    public override ReadOnlySpan<float> Values => _factors.Values;

    public override void Take(FactorMatrix factors, CancellationToken cancellationToken) => _factors = factors;
}
