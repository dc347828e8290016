using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;
using Cadabra.Recommender.Tests.Kernels;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class BatchRankingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(513)]
    public void Kernels_agree_at_any_number_of_products(int products)
    {
        // Whole factors: scores are exact in every order of summation.
        var model = new AlsModel(Samples.WholeFactors(23, 6), Samples.WholeFactors(products, 6, seed: 2));
        SparseRows exclude = Samples.Interactions(23, products + 1, 40).ByCustomer;

        Recommendations scalar = KernelUnderTest.Scalar.RecommendAll(model, exclude, top: 7);
        Recommendations vector = KernelUnderTest.Vector.RecommendAll(model, exclude, top: 7);

        Assert.All(Enumerable.Range(0, 23), customer => Assert.Equal(scalar[customer].ToArray(), vector[customer].ToArray()));
    }
}
