using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking;
using Cadabra.Recommender.Tests.Kernels;
using CsCheck;

namespace Cadabra.Recommender.Tests.Ranking;

/// <summary>The same requests in every form of the kernel, against all scores sorted.</summary>
public sealed class BatchRankingTests
{
    public static TheoryData<string> Sets => [.. InstructionSetsUnderTest.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Any_model_ranks_as_sorting_all_scores_does(string set)
    {
        InstructionSet form = InstructionSetsUnderTest.Get(set);
        Gen.Select(Gen.Int[1, 150], Gen.Int[1, 900], Gen.Int[1, 35], Gen.Int[1, 30], Gen.Int[0, 10_000]).Sample((customers, products, rank, top, seed) =>
        {
            // Whole factors: exact in any order of summation, many equal scores, products and customers without factors, twins.
            var model = new AlsModel(Samples.WholeFactors(customers, rank, seed), Stretched(Samples.WholeFactors(products, rank, seed + 1), seed));
            SparseRows exclude = Samples.Interactions(customers, products + 1, customers * 5, seed).ByCustomer;
            Recommendations all = new Ranker(model, form).RecommendAll(exclude, top, threads: 2);
            return Enumerable.Range(0, customers).All(customer =>
                SortedScores.Of(model, customer, exclude.Columns(customer).ToArray(), top).AsSpan().SequenceEqual(all[customer]));
        }, iter: 25);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_best_are_the_first_of_all_bit_for_bit(string set)
    {
        // Asked for every product, a customer sees all of them: nothing can be pruned.
        InstructionSet form = InstructionSetsUnderTest.Get(set);
        Gen.Select(Gen.Int[1, 140], Gen.Int[1, 1500], Gen.Int[1, 70], Gen.Int[1, 12], Gen.Int[0, 10_000]).Sample((customers, products, rank, top, seed) =>
        {
            var model = new AlsModel(Samples.Factors(customers, rank, seed), Stretched(Samples.Factors(products, rank, seed + 1), seed));
            Ranker ranker = new Ranker(model, form);
            Recommendations best = ranker.RecommendAll(exclude: null, top, threads: 2);
            var all = new ScoredProduct[products];
            return Enumerable.Range(0, customers).All(customer =>
                ranker.Recommend(customer, [], all) == products && all.AsSpan(..Math.Min(top, products)).SequenceEqual(best[customer]));
        }, iter: 15);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Pruning_leaves_out_none_that_rounding_puts_among_the_best(string set)
    {
        // Products parallel to the customer meet Cauchy–Schwarz with equality, all of about the same score: only rounding decides.
        InstructionSet form = InstructionSetsUnderTest.Get(set);
        Gen.Select(Gen.Int[1, 130], Gen.Int[0, 10_000], Gen.Int[-140, 60]).Sample((rank, seed, exponent) =>
        {
            var random = new Random(seed);
            FactorMatrix customer = Samples.Factors(1, rank, seed);
            var products = new FactorMatrix(700, rank);
            for (int product = 0; product < products.RowCount; product++)
            {
                float scale = float.ScaleB(1 + (random.Next(9) * 1e-7f), exponent);
                for (int factor = 0; factor < rank; factor++)
                {
                    products[product][factor] = customer[0][factor] * scale;
                }
            }

            Ranker ranker = new Ranker(new AlsModel(customer, products), form);
            var every = new ScoredProduct[700];
            var best = new ScoredProduct[5];
            int expected = Math.Min(ranker.Recommend(0, [], every), best.Length);
            int count = ranker.Recommend(0, [], best);
            return best.AsSpan(..count).SequenceEqual(every.AsSpan(..expected));
        }, iter: 60);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Infinite_and_NaN_factors_hide_no_other_product(string set)
    {
        var model = new AlsModel(
            Samples.Factors("1 0; 1 1"),
            new FactorMatrix(5, 2, [float.PositiveInfinity, 0, float.NaN, 1, 3, 4, float.NegativeInfinity, 1, 2, 1e38f]));

        Recommendations all = new Ranker(model, InstructionSetsUnderTest.Get(set)).RecommendAll(exclude: null, top: 3, threads: 1, TestContext.Current.CancellationToken);

        // A score of −∞ or NaN is none: 0·∞ for the first customer, −∞ for both.
        Assert.Equal([new(0, float.PositiveInfinity), new(2, 3), new(4, 2)], all[0].ToArray());
        Assert.Equal([new(0, float.PositiveInfinity), new(4, 1e38f), new(2, 7)], all[1].ToArray());
    }

    [Fact]
    public void Forms_with_fused_multiply_add_give_the_same_bits()
    {
        AlsModel model = Samples.Model(60, 800, rank: 37);
        ScoredProduct[][] wide = Rank(InstructionSet.Avx512);

        Assert.All(InstructionSets.All.Where(set => set != InstructionSet.Scalar), set => Assert.Equal(wide, Rank(set)));

        ScoredProduct[][] Rank(InstructionSet set)
        {
            Recommendations all = new Ranker(model, set).RecommendAll(exclude: null, top: 9, threads: 1, TestContext.Current.CancellationToken);
            return [.. Enumerable.Range(0, all.Count).Select(row => all[row].ToArray())];
        }
    }

    /// <summary>Every second product is made longer by a power of 2, up to 2⁷, so that there is something to prune.</summary>
    private static FactorMatrix Stretched(FactorMatrix factors, int seed)
    {
        var random = new Random(seed);
        for (int row = 0; row < factors.RowCount; row += 2)
        {
            float scale = 1 << random.Next(8);
            foreach (ref float value in factors[row])
            {
                value *= scale;
            }
        }

        return factors;
    }
}
