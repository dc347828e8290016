namespace Cadabra.Recommender.Evaluation;

/// <summary>How far predicted ratings are from given ones. Not safe for use from many threads.</summary>
public sealed class RatingMetrics
{
    private double _squares;
    private double _absolutes;

    /// <summary>Number of ratings added.</summary>
    public int Count { get; private set; }

    /// <summary>Root mean squared error, √(Σ (prediction − rating)² / n), in units of the rating; 0 without ratings.</summary>
    public double Rmse => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    /// <summary>Mean absolute error, Σ |prediction − rating| / n, in units of the rating; 0 without ratings.</summary>
    public double Mae => Count == 0 ? 0 : _absolutes / Count;

    /// <summary>Adds one pair.</summary>
    public void Add(double prediction, double rating)
    {
        double error = prediction - rating;
        _squares += error * error;
        _absolutes += Math.Abs(error);
        Count++;
    }

    /// <summary>Adds the ratings of another accumulator.</summary>
    public void Merge(RatingMetrics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _squares += other._squares;
        _absolutes += other._absolutes;
        Count += other.Count;
    }
}
