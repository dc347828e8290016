using System.CommandLine;
using Cadabra.Recommender.Als;

namespace Cadabra.Cli.Options;

/// <summary>The options that say how to fit a factorization.</summary>
internal sealed class AlsParameters
{
    private static readonly AlsOptions Defaults = new();

    private readonly Option<int> _rank = OptionFactory.Number("--rank", "Number of factors.", Defaults.Rank);
    private readonly Option<int> _iterations = OptionFactory.Number("--iterations", "Iterations (Spark: maxIter).", Defaults.MaxIter);
    private readonly Option<double> _reg = OptionFactory.Number("--reg", "Regularization (Spark: regParam).", Defaults.RegParam);
    private readonly Option<double> _alpha = OptionFactory.Number("--alpha", "Growth of confidence with weight: c = 1 + alpha*|r|.", Defaults.Alpha);
    private readonly Option<bool> _explicit = new("--explicit") { Description = "Treat weights as ratings (Spark: implicitPrefs false)." };
    private readonly Option<bool> _nonnegative = new("--nonnegative") { Description = "Keep every factor at 0 or above." };
    private readonly Option<double> _unobservedWeight = OptionFactory.Number("--unobserved-weight", "Weight of the pairs that were not observed; 1 in Spark.", Defaults.UnobservedWeight);
    private readonly Option<double> _regExponent = OptionFactory.Number("--reg-exponent", "Regularization grows with n^exponent; 1 in Spark, 0 is plain L2.", Defaults.RegExponent);
    private readonly Option<long> _seed = OptionFactory.Number("--seed", "Seed of the first factors.", Defaults.Seed);
    private readonly Option<int> _threads = OptionFactory.Number("--threads", "Threads; 0 for one a core. The model does not depend on it.", Defaults.Threads);

    private readonly Option<Choice<AlsRegScaling>> _regScaling = OptionFactory.OneOf<AlsRegScaling>(
        "--reg-scaling",
        "What n counts in the regularization: a row's interactions, or all its pairs by their weights too.",
        new("observed", AlsRegScaling.Observed),
        new("all-pairs", AlsRegScaling.AllPairs));

    private readonly Option<Choice<AlsInit>> _init = OptionFactory.OneOf<AlsInit>(
        "--init",
        "Where the fit begins; spark gives the factors that Spark gives for the same seed.",
        new("normal", AlsInit.Normal),
        new("spark", AlsInit.Spark));

    private readonly Option<Choice<AlsSolver>> _solver = OptionFactory.OneOf<AlsSolver>(
        "--solver",
        "How each row's equations are solved.",
        new("auto", AlsSolver.Auto),
        new("cg", AlsSolver.ConjugateGradient),
        new("cholesky", AlsSolver.Cholesky));

    private readonly Option<Choice<AlsFactorPrecision>> _precision = OptionFactory.OneOf<AlsFactorPrecision>(
        "--precision",
        "What the fixed side is read in; bfloat16 is faster on large data and costs the loss less than 0.1 %. Factors stay in full precision.",
        new("full", AlsFactorPrecision.Full),
        new("bfloat16", AlsFactorPrecision.BFloat16));

    public void AddTo(Command command)
    {
        Option[] options = [_rank, _iterations, _reg, _alpha, _explicit, _nonnegative, _unobservedWeight, _regExponent, _regScaling, _seed, _init, _solver, _precision, _threads];
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    public AlsOptions Read(ParseResult parsed)
    {
        var options = new AlsOptions
        {
            Rank = parsed.GetValue(_rank),
            MaxIter = parsed.GetValue(_iterations),
            RegParam = parsed.GetValue(_reg),
            Alpha = parsed.GetValue(_alpha),
            ImplicitPrefs = !parsed.GetValue(_explicit),
            Nonnegative = parsed.GetValue(_nonnegative),
            UnobservedWeight = parsed.GetValue(_unobservedWeight),
            RegExponent = parsed.GetValue(_regExponent),
            RegScaling = parsed.GetValue(_regScaling).Value,
            Seed = parsed.GetValue(_seed),
            Init = parsed.GetValue(_init).Value,
            Solver = parsed.GetValue(_solver).Value,
            FactorPrecision = parsed.GetValue(_precision).Value,
            Threads = parsed.GetValue(_threads),
        };
        options.Validate();
        return options;
    }
}
