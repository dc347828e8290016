using Cadabra.Orders.Generation.Simulation;

namespace Cadabra.Orders.Tests.Generation.Simulation;

public sealed class AliasTableTests
{
    [Theory]
    [InlineData(new[] { 1.0, 3.0 })]
    [InlineData(new[] { 5.0 })]
    [InlineData(new[] { 0.0, 2.0, 0.0, 1.0, 7.0 })]
    [InlineData(new[] { 1e-9, 1e9, 1e9 })]
    public void Indexes_are_drawn_as_often_as_their_weights_say(double[] weights)
    {
        const int Draws = 200_000;
        var table = new AliasTable(weights);
        var random = new ShopRandom(11);
        int[] counts = new int[weights.Length];
        for (int draw = 0; draw < Draws; draw++)
        {
            counts[table.Draw(random)]++;
        }

        for (int index = 0; index < weights.Length; index++)
        {
            double share = weights[index] / weights.Sum();
            Assert.InRange(counts[index] / (double)Draws, share - 0.004, share + 0.004);
            Assert.True(weights[index] > 0 || counts[index] == 0);
        }
    }
}
