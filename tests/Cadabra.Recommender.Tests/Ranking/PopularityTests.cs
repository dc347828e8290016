using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Recommender.Tests.Ranking;

public sealed class PopularityTests
{
    [Fact]
    public void Products_are_ranked_by_their_customers_and_not_by_their_weights()
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 100);
        builder.Add(0, 1, 1);
        builder.Add(1, 1, 1);
        builder.Add(0, 2, 1);
        builder.Add(1, 2, -1);
        builder.Add(0, 4, 1);
        builder.Add(1, 4, 1);
        var popularity = new Popularity(builder.Build(2, 5));
        var destination = new ScoredProduct[5];

        int count = popularity.Recommend(0, [], destination);

        Assert.Equal([new(1, 2), new(4, 2), new(0, 1), new(2, 1)], destination[..count]);
        Assert.Equal([1, 2, 1, 0, 2], popularity.CustomersByProduct);
    }

    [Fact]
    public void Excluded_products_make_room_for_the_next()
    {
        var builder = new InteractionsBuilder();
        builder.Add(0, 0, 1);
        builder.Add(1, 0, 1);
        builder.Add(0, 1, 1);
        builder.Add(0, 2, 1);
        var destination = new ScoredProduct[2];

        Assert.Equal(2, new Popularity(builder.Build(2, 3)).Recommend(1, [0], destination));
        Assert.Equal([1, 2], destination.Select(product => product.Product));
    }
}
