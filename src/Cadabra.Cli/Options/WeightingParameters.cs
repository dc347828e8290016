using System.CommandLine;
using Cadabra.Training.Weighting;

namespace Cadabra.Cli.Options;

/// <summary>The options that say how order lines become weights.</summary>
internal sealed class WeightingParameters
{
    private static readonly WeightingOptions Defaults = new();

    private readonly Option<Choice<WeightScheme>> _weight = OptionFactory.OneOf<WeightScheme>(
        "--weight",
        "What one order line adds to the weight of its customer and product.",
        new("count", WeightScheme.Count),
        new("log-quantity", WeightScheme.LogQuantity));

    private readonly Option<double?> _halfLife = OptionFactory.OptionalNumber<double>("--half-life", "Days after which an order line counts half; no decay without it.");

    private readonly Option<Choice<ReturnHandling>> _returns = OptionFactory.OneOf<ReturnHandling>(
        "--returns",
        "What returns do: nothing, lower the weight down to none, or down to a dislike.",
        new("ignore", ReturnHandling.Ignore),
        new("subtract", ReturnHandling.Subtract),
        new("negative", ReturnHandling.Negative));

    public void AddTo(Command command)
    {
        command.Add(_weight);
        command.Add(_halfLife);
        command.Add(_returns);
    }

    public WeightingOptions Read(ParseResult parsed)
    {
        var options = new WeightingOptions
        {
            Weight = parsed.GetValue(_weight).Value,
            HalfLifeDays = parsed.GetValue(_halfLife),
            Returns = parsed.GetValue(_returns).Value,
        };
        options.Validate();
        return options;
    }
}
