using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Bench.Recommender;

/// <summary>Takes the processor time of each iteration.</summary>
internal sealed class SweepClock(IAlsSweep sweep) : IAlsSweep
{
    public List<double> CoreSeconds { get; } = [];

    public void Run(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken)
    {
        double before = Machine.CoreSeconds;
        sweep.Run(customers, products, cancellationToken);
        CoreSeconds.Add(Machine.CoreSeconds - before);
    }

    public double Loss(FactorMatrix customers, FactorMatrix products, CancellationToken cancellationToken) => sweep.Loss(customers, products, cancellationToken);
}
