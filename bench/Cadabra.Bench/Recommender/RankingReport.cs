namespace Cadabra.Bench.Recommender;

/// <summary>The table of ranking.</summary>
internal sealed class RankingReport(string? file)
{
    private readonly TableReport _table = new(
        "Ranking",
        file,
        Machine.PeakOperations(),
        "| set | rank | s to prepare | first round: customers/s | customers/s | by core time | products visited | brute-force bound | × bound |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");

    public void Add(RankingResult result)
    {
        double byCoreTime = result.Customers / result.CoreSeconds;
        _table.Write($"| {result.Set} | {result.Rank} | {result.PrepareSeconds:f3} | {result.Customers / result.FirstSeconds:n0} | {result.Customers / result.Seconds:n0} | {byCoreTime:n0} | {result.Visited:p1} | {result.BruteForceBound:n0} | {byCoreTime / result.BruteForceBound:f2} |");
    }

    public void End() => _table.End();
}
