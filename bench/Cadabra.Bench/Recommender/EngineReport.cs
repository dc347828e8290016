namespace Cadabra.Bench.Recommender;

/// <summary>The table of training.</summary>
internal sealed class EngineReport
{
    private readonly List<EngineResult> _results = [];
    private readonly double _peak = Machine.PeakOperations();
    private readonly TableReport _table;

    public EngineReport(string? file) =>
        _table = new TableReport(
            "Training",
            file,
            _peak,
            "| set | rank | solver | s/iteration | core s/iteration | core s of gathering | × gathering | share of peak | working set GiB | loss after 2, 3, last |",
            "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");

    public void Add(EngineResult result)
    {
        _results.Add(result);
        EngineResult? plain = _results.Find(other => other.Set == result.Set && other.Rank == result.Rank && other.Solver == EngineSolver.Plain);
        string losses = string.Join(", ", new[] { 1, 2, result.Losses.Count - 1 }.Select(at => Loss(result, plain, at)));
        _table.Write($"| {result.Set} | {result.Rank} | {result.Solver} | {result.Seconds:f4} | {result.CoreSeconds:f4} | {result.GatherCoreSeconds:f4} | {result.CoreSeconds / result.GatherCoreSeconds:f2} | {result.Operations / result.CoreSeconds / _peak:p0} | {result.PeakBytes / (double)(1 << 30):f1} | {losses} |");
    }

    public void End() => _table.End();

    /// <summary>The loss, relative to plain conjugate gradient where that was measured too.</summary>
    private static string Loss(EngineResult result, EngineResult? plain, int at) => plain is null || ReferenceEquals(plain, result) || at >= plain.Losses.Count
        ? FormattableString.Invariant($"{result.Losses[Math.Min(at, result.Losses.Count - 1)]:e6}")
        : FormattableString.Invariant($"{(result.Losses[at] / plain.Losses[at]) - 1:+0.00000%;-0.00000%}");
}
