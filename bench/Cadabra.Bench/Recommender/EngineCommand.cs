using System.Globalization;

namespace Cadabra.Bench.Recommender;

/// <summary>`engine`: measures training on generated sets beside what the machine itself can do, and prints the table.</summary>
internal static class EngineCommand
{
    private const string Usage = "Usage: engine [--set online-retail|1m|10m|100m]... [--rank 64]... [--solver plain|cg|cgbfloat16|exact]... [--iterations 6] [--save FILE]";

    public static int Run(string[] args)
    {
        List<string> sets = [];
        List<int> ranks = [];
        List<EngineSolver> solvers = [];
        int iterations = 6;
        string? save = null;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--set" when value is not null && EngineSet.All.ContainsKey(value):
                    sets.Add(value);
                    break;
                case "--rank" when int.TryParse(value, CultureInfo.InvariantCulture, out int rank):
                    ranks.Add(rank);
                    break;
                case "--solver" when Enum.TryParse(value, ignoreCase: true, out EngineSolver solver):
                    solvers.Add(solver);
                    break;
                case "--iterations" when int.TryParse(value, CultureInfo.InvariantCulture, out iterations) && iterations >= 2:
                    break;
                case "--save" when value is not null:
                    save = value;
                    break;
                default:
                    Console.Error.WriteLine($"Found '{args[i]} {value}'. {Usage}");
                    return 1;
            }
        }

        var report = new EngineReport(save);
        foreach (string name in sets.Count > 0 ? sets : ["online-retail", "1m", "10m"])
        {
            EngineSet set = EngineSet.All[name];
            var measurement = new EngineMeasurement(name, set.Create());
            foreach (int rank in ranks.Count > 0 ? ranks : [64, 128])
            {
                foreach (EngineSolver solver in solvers.Count > 0 ? solvers : [EngineSolver.Plain, EngineSolver.Cg, EngineSolver.CgBFloat16, EngineSolver.Exact])
                {
                    report.Add(measurement.Run(rank, solver, iterations));
                }
            }
        }

        report.End();
        return 0;
    }
}
