using Cadabra.Recommender.Evaluation;

namespace Cadabra.Recommender.Tests.Evaluation;

public sealed class RatingMetricsTests
{
    [Fact]
    public void Errors_are_averaged_squared_and_absolute()
    {
        var metrics = new RatingMetrics();
        metrics.Add(prediction: 3, rating: 4);
        metrics.Add(prediction: 5, rating: 2);
        var other = new RatingMetrics();
        other.Add(prediction: 1, rating: 1);
        metrics.Merge(other);

        Assert.Equal(3, metrics.Count);
        Assert.Equal(Math.Sqrt(10.0 / 3), metrics.Rmse, 1e-12);
        Assert.Equal(4.0 / 3, metrics.Mae, 1e-12);
    }

    [Fact]
    public void Without_ratings_there_is_no_error() => Assert.Equal((0, 0), (new RatingMetrics().Rmse, new RatingMetrics().Mae));
}
