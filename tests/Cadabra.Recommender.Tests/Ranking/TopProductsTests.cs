using Cadabra.Recommender.Ranking;
using CsCheck;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class TopProductsTests
{
    [Fact]
    public void The_best_are_kept_as_the_example_says()
    {
        var heap = new ScoredProduct[2];
        int count = 0;
        Offer(heap, ref count, [3, 9, 5]);

        Assert.Equal(5, heap[0].Score);
        Assert.Equal(9, heap[1].Score);
    }

    [Fact]
    public void Any_scores_in_any_number_of_visits_give_the_sorted_best() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[-3, 3].Select(score => (float)score).Array[0, 50], Gen.Int[0, 50]).Sample((capacity, scores, split) =>
        {
            var heap = new ScoredProduct[capacity];
            int count = 0;
            split = Math.Min(split, scores.Length);
            Offer(heap, ref count, scores.AsSpan(..split));
            Offer(heap, ref count, scores.AsSpan(split..), firstProduct: split);
            new TopProducts(heap, count).Sort();

            IEnumerable<ScoredProduct> expected = scores
                .Select((score, product) => new ScoredProduct(product, score))
                .OrderByDescending(product => product.Score)
                .ThenBy(product => product.Product)
                .Take(capacity);
            return expected.SequenceEqual(heap[..count]);
        });

    [Fact]
    public void An_equal_score_gives_way_to_the_lower_product_in_any_order()
    {
        var heap = new ScoredProduct[2];
        var top = new TopProducts(heap, count: 0);
        foreach (int product in (int[])[5, 9, 2, 7, 4])
        {
            top.Add(product, 1);
        }

        top.Sort();

        Assert.Equal([new(2, 1), new(4, 1)], heap);
    }

    private static void Offer(ScoredProduct[] heap, ref int count, ReadOnlySpan<float> scores, int firstProduct = 0)
    {
        var top = new TopProducts(heap, count);
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= top.Threshold)
            {
                top.Add(firstProduct + i, scores[i]);
            }
        }

        count = top.Count;
    }
}
