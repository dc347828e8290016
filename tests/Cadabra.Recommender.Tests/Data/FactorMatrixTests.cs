using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Data;

public sealed class FactorMatrixTests
{
    [Fact]
    public void Rows_are_views_of_the_values()
    {
        var factors = new FactorMatrix(2, 3, [1, 2, 3, 4, 5, 6]);

        factors[1][0] = 9;

        Assert.Equal([1, 2, 3, 9, 5, 6], factors.Values);
    }

    [Fact]
    public void A_row_of_zeros_has_no_factors()
    {
        var factors = new FactorMatrix(3, 2, [0, 0, 0, -1, -0f, 0]);

        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(factors.HasFactors));
    }

    [Fact]
    public void Values_of_another_size_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactorMatrix(2, 3, new float[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactorMatrix(2, 0));
        Assert.Throws<OverflowException>(() => new FactorMatrix(1 << 20, 1 << 12));
    }
}
