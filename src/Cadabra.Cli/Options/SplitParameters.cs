using System.CommandLine;
using Cadabra.Training.Splits;

namespace Cadabra.Cli.Options;

/// <summary>The options that say what to hold out.</summary>
internal sealed class SplitParameters
{
    private static readonly SplitOptions Defaults = new();

    private readonly Option<Choice<SplitKind>> _split = OptionFactory.OneOf<SplitKind>(
        "--split",
        "What to test on: each customer's last invoice, everything from a date on, or a random share of the pairs.",
        new("last-order", SplitKind.LastOrder),
        new("time", SplitKind.Time),
        new("random", SplitKind.Random));

    private readonly Option<double> _testFraction = OptionFactory.Number("--test-fraction", "Share to test on, with --split time or random.", Defaults.TestFraction);
    private readonly Option<DateTime?> _testFrom = OptionFactory.Moment("--test-from", "First moment to test on, with --split time; instead of a share.");

    public void AddTo(Command command)
    {
        command.Add(_split);
        command.Add(_testFraction);
        command.Add(_testFrom);
    }

    public SplitOptions Read(ParseResult parsed, long seed)
    {
        var options = new SplitOptions
        {
            Kind = parsed.GetValue(_split).Value,
            TestFraction = parsed.GetValue(_testFraction),
            From = parsed.GetValue(_testFrom),
            Seed = seed,
        };
        options.Validate();
        return options;
    }
}
