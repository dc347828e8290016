using Cadabra.Recommender.Ranking.Kernels;
using Cadabra.Recommender.Tests.Kernels;
using CsCheck;

namespace Cadabra.Recommender.Tests.Ranking.Kernels;

public sealed class PanelKernelTests
{
    private const int Width = PanelKernel.Width;

    public static TheoryData<string> Sets => [.. InstructionSetsUnderTest.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_panel_product_has_the_inner_products_in_their_places_and_touches_no_others(string set)
    {
        var kernel = PanelKernel.Create(InstructionSetsUnderTest.Get(set));
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 40], Gen.Int[Width, Width + 8], Gen.Int[0, 1000]).Sample((count, rank, stride, seed) =>
        {
            // Whole numbers are exact in any order of summation.
            var random = new Random(seed);
            float[] rows = [.. Enumerable.Range(0, count * rank).Select(_ => (float)random.Next(-9, 10))];
            float[] panel = [.. Enumerable.Range(0, rank * Width).Select(_ => (float)random.Next(-9, 10))];
            var products = new float[(count * stride) + 1];
            Array.Fill(products, float.NaN);

            kernel.MultiplyPanel(rows, rank, panel, products, stride);

            return Enumerable.Range(0, products.Length).All(i =>
            {
                (int row, int column) = (i / stride, i % stride);
                return row < count && column < Width
                    ? products[i] == Enumerable.Range(0, rank).Sum(factor => rows[(row * rank) + factor] * panel[(factor * Width) + column])
                    : float.IsNaN(products[i]);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_product_has_the_same_bits_in_any_company(string set)
    {
        var kernel = PanelKernel.Create(InstructionSetsUnderTest.Get(set));
        float[] rows = Samples.Factors(19, 37).Values.ToArray();
        float[] panel = Samples.Factors(37, Width, seed: 2).Values.ToArray();
        var together = new float[19 * Width];
        kernel.MultiplyPanel(rows, 37, panel, together, Width);

        for (int row = 0; row < 19; row++)
        {
            var alone = new float[Width];
            kernel.MultiplyPanel(rows.AsSpan(row * 37, 37), 37, panel, alone, Width);
            Assert.Equal(together[(row * Width)..((row + 1) * Width)], alone);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_first_value_that_reaches_the_threshold_is_found_wherever_it_is(string set)
    {
        var kernel = PanelKernel.Create(InstructionSetsUnderTest.Get(set));
        for (int length = 0; length <= 50; length++)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? float.NaN : 1f)];
            Assert.Equal(-1, kernel.IndexOfAtLeast(values, float.BitIncrement(1)));
            for (int place = 0; place < length; place++)
            {
                float before = values[place];
                values[place] = 2;
                Assert.Equal(place, kernel.IndexOfAtLeast(values, 2));
                values[place] = before;
            }
        }
    }
}
