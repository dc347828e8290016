using Cadabra.Recommender.Als;

namespace Cadabra.Cli.Steps;

/// <summary>Turns the iterations of a fit into the share of it that is done.</summary>
internal sealed class ShareOfIterations(IProgress<double> progress, int iterations) : IProgress<AlsIteration>
{
    public void Report(AlsIteration value) => progress.Report((double)value.Number / iterations);
}
