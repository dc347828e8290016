namespace Cadabra.Bench.Recommender;

/// <summary>`engine`: measures training on generated sets beside what the machine itself can do, and prints the table.</summary>
internal static class EngineCommand
{
    private const string Usage = "Usage: engine [--set online-retail|1m|10m|100m]... [--rank 64]... [--solver plain|cg|cgbfloat16|exact]... [--iterations 6] [--save FILE]";

    public static int Run(string[] args)
    {
        if (MeasurementOptions.Parse(args, Usage) is not { } options)
        {
            return 1;
        }

        var report = new EngineReport(options.Save);
        foreach (string name in options.Sets is { Count: > 0 } sets ? sets : ["online-retail", "1m", "10m"])
        {
            var measurement = new EngineMeasurement(name, EngineSet.All[name].Create());
            foreach (int rank in options.Ranks is { Count: > 0 } ranks ? ranks : [64, 128])
            {
                foreach (EngineSolver solver in options.Solvers is { Count: > 0 } solvers ? solvers : [EngineSolver.Plain, EngineSolver.Cg, EngineSolver.CgBFloat16, EngineSolver.Exact])
                {
                    report.Add(measurement.Run(rank, solver, options.Iterations ?? 6));
                }
            }
        }

        report.End();
        return 0;
    }
}
