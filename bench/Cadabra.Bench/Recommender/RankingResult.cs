namespace Cadabra.Bench.Recommender;

/// <summary>One line of the table. Times are of a round that ranks for all customers.</summary>
/// <param name="Set">Name of the set.</param>
/// <param name="Rank">k.</param>
/// <param name="Customers">Customers that are ranked for.</param>
/// <param name="Products">Products that are ranked.</param>
/// <param name="PrepareSeconds">Wall time of laying out the products.</param>
/// <param name="FirstSeconds">Wall time of the first round.</param>
/// <param name="Seconds">Wall time, the median of the other rounds.</param>
/// <param name="CoreSeconds">Processor time over the number of cores, the median of the same rounds.</param>
/// <param name="Visited">Scores computed, of all pairs of customer and product.</param>
/// <param name="PeakOperations">Operations a second that the machine did at most, measured right after the rounds.</param>
internal sealed record RankingResult(
    string Set,
    int Rank,
    int Customers,
    int Products,
    double PrepareSeconds,
    double FirstSeconds,
    double Seconds,
    double CoreSeconds,
    double Visited,
    double PeakOperations)
{
    /// <summary>Customers a second if every score were computed, at the peak, and nothing else were done.</summary>
    public double BruteForceBound => PeakOperations / (2.0 * Rank * Products);
}
