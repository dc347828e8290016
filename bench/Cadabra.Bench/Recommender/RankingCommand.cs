namespace Cadabra.Bench.Recommender;

/// <summary>`ranking`: measures exact top-10 for all customers of generated sets beside what brute force could do at most, and prints the table.</summary>
internal static class RankingCommand
{
    private const string Usage = "Usage: ranking [--set online-retail|1m|10m|100m]... [--rank 64]... [--iterations 4] [--rounds 6] [--save FILE]";

    public static int Run(string[] args)
    {
        if (MeasurementOptions.Parse(args, Usage) is not { } options)
        {
            return 1;
        }

        var report = new RankingReport(options.Save);
        foreach (string name in options.Sets is { Count: > 0 } sets ? sets : ["online-retail", "1m", "10m"])
        {
            var measurement = new RankingMeasurement(name, EngineSet.All[name].Create());
            foreach (int rank in options.Ranks is { Count: > 0 } ranks ? ranks : [64])
            {
                report.Add(measurement.Run(rank, options.Iterations ?? 4, options.Rounds ?? 6));
            }
        }

        report.End();
        return 0;
    }
}
