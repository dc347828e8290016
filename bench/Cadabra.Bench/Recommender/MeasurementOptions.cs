using System.Globalization;

namespace Cadabra.Bench.Recommender;

/// <summary>What a measuring command is asked to measure. What is not given is empty or null, and the command's own default holds.</summary>
internal sealed class MeasurementOptions
{
    private MeasurementOptions()
    {
    }

    public List<string> Sets { get; } = [];

    public List<int> Ranks { get; } = [];

    public List<EngineSolver> Solvers { get; } = [];

    /// <summary>Iterations of a fit, 2 or more.</summary>
    public int? Iterations { get; private set; }

    /// <summary>Times that the same is measured, 2 or more.</summary>
    public int? Rounds { get; private set; }

    /// <summary>File that the table is saved to.</summary>
    public string? Save { get; private set; }

    /// <summary>Reads the arguments of a command; null if they are not as its usage says, which is then printed.</summary>
    /// <param name="args">Options, each followed by its value.</param>
    /// <param name="usage">Names every option that the command has.</param>
    public static MeasurementOptions? Parse(string[] args, string usage)
    {
        var options = new MeasurementOptions();
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            if (value is null || !usage.Contains($"[{args[i]} ", StringComparison.Ordinal) || !options.TrySet(args[i], value))
            {
                Console.Error.WriteLine($"Found '{args[i]} {value}'. {usage}");
                return null;
            }
        }

        return options;
    }

    private bool TrySet(string option, string value)
    {
        switch (option)
        {
            case "--set" when EngineSet.All.ContainsKey(value):
                Sets.Add(value);
                return true;
            case "--rank" when int.TryParse(value, CultureInfo.InvariantCulture, out int rank) && rank > 0:
                Ranks.Add(rank);
                return true;
            case "--solver" when Enum.TryParse(value, ignoreCase: true, out EngineSolver solver):
                Solvers.Add(solver);
                return true;
            case "--iterations" when int.TryParse(value, CultureInfo.InvariantCulture, out int iterations) && iterations >= 2:
                Iterations = iterations;
                return true;
            case "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out int rounds) && rounds >= 2:
                Rounds = rounds;
                return true;
            case "--save":
                Save = value;
                return true;
            default:
                return false;
        }
    }
}
