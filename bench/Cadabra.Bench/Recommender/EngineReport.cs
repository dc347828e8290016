using System.Globalization;
using System.Runtime.InteropServices;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Bench.Recommender;

/// <summary>The table, printed line by line as it comes and saved at the end.</summary>
internal sealed class EngineReport
{
    private readonly string? _file;
    private readonly List<string> _lines = [];
    private readonly List<EngineResult> _results = [];
    private readonly double _peak;

    public EngineReport(string? file)
    {
        _file = file;
        _peak = Machine.PeakOperations();
        Write("# Training");
        Write(string.Empty);
        Write(Invariant($"{Environment.ProcessorCount} cores, {InstructionSets.Best}, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}. Peak: {_peak / 1e9:f0} GFLOP/s of fused multiply-adds."));
        Write(string.Empty);
        Write("| set | rank | solver | s/iteration | core s/iteration | core s of gathering | × gathering | share of peak | working set GiB | loss after 2, 3, last |");
        Write("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    }

    public void Add(EngineResult result)
    {
        _results.Add(result);
        EngineResult? plain = _results.Find(other => other.Set == result.Set && other.Rank == result.Rank && other.Solver == EngineSolver.Plain);
        string losses = string.Join(", ", new[] { 1, 2, result.Losses.Count - 1 }.Select(at => Loss(result, plain, at)));
        Write(Invariant($"| {result.Set} | {result.Rank} | {result.Solver} | {result.Seconds:f4} | {result.CoreSeconds:f4} | {result.GatherCoreSeconds:f4} | {result.CoreSeconds / result.GatherCoreSeconds:f2} | {result.Operations / result.CoreSeconds / _peak:p0} | {result.PeakBytes / (double)(1 << 30):f1} | {losses} |"));
    }

    public void End()
    {
        if (_file is not null)
        {
            File.WriteAllLines(_file, _lines);
        }
    }

    /// <summary>The loss, relative to plain conjugate gradient where that was measured too.</summary>
    private static string Loss(EngineResult result, EngineResult? plain, int at) => plain is null || ReferenceEquals(plain, result) || at >= plain.Losses.Count
        ? Invariant($"{result.Losses[Math.Min(at, result.Losses.Count - 1)]:e6}")
        : Invariant($"{(result.Losses[at] / plain.Losses[at]) - 1:+0.00000%;-0.00000%}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Write(string line)
    {
        _lines.Add(line);
        Console.WriteLine(line);
    }
}
