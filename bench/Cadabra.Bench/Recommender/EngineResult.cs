namespace Cadabra.Bench.Recommender;

/// <summary>One line of the table. Times are medians over the iterations but the first.</summary>
/// <param name="Set">Name of the set.</param>
/// <param name="Interactions">Pairs in it.</param>
/// <param name="Rank">k.</param>
/// <param name="Solver">What iterated.</param>
/// <param name="Seconds">An iteration's wall time.</param>
/// <param name="CoreSeconds">An iteration's processor time over the number of cores: the wall time on a machine that does nothing else.</param>
/// <param name="GatherCoreSeconds">The same for gathering each needed row of each side once, at random.</param>
/// <param name="Operations">Floating-point operations that the algorithm asks for in an iteration.</param>
/// <param name="Losses">Loss after each iteration.</param>
/// <param name="PeakBytes">Largest working set of the process until the fit ended.</param>
internal sealed record EngineResult(
    string Set,
    int Interactions,
    int Rank,
    EngineSolver Solver,
    double Seconds,
    double CoreSeconds,
    double GatherCoreSeconds,
    double Operations,
    IReadOnlyList<double> Losses,
    long PeakBytes);
