namespace Cadabra.Bench.Recommender;

/// <summary>What is said of the times of several rounds.</summary>
internal static class Rounds
{
    /// <summary>The middle value; of an even number the higher of two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
