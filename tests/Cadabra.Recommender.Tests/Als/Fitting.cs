using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using AlternatingLeastSquares = Cadabra.Recommender.Als.Als;

namespace Cadabra.Recommender.Tests.Als;

/// <summary>Names the entry point once: inside these namespaces the class's own name means the namespace.</summary>
internal static class Fitting
{
    public static AlsFit Fit(Interactions interactions, AlsOptions options) => Fit(interactions, options, progress: null);

    public static AlsFit Fit(Interactions interactions, AlsOptions options, IProgress<AlsIteration>? progress) =>
        AlternatingLeastSquares.Fit(interactions, options, progress, TestContext.Current.CancellationToken);
}
