using System.Text.Json.Serialization;
using Cadabra.Recommender.Als;

namespace Cadabra.Models.Manifests;

/// <summary>How the factors were fitted. The names are Spark ML's where Spark has them; the defaults of the others are what Spark does.</summary>
public sealed record TrainingParameters
{
    /// <summary>Number of factors.</summary>
    public required int Rank { get; init; }

    /// <summary>Iterations.</summary>
    public required int MaxIter { get; init; }

    /// <summary>Regularization λ.</summary>
    public required double RegParam { get; init; }

    /// <summary>Growth of confidence with weight.</summary>
    public required double Alpha { get; init; }

    /// <summary>Whether weights are confidence in a preference, not ratings.</summary>
    public required bool ImplicitPrefs { get; init; }

    /// <summary>Whether every factor is 0 or more.</summary>
    public required bool Nonnegative { get; init; }

    /// <summary>Seed of the initial factors.</summary>
    public required long Seed { get; init; }

    // Members that may be absent are set, not init: the generated reader would give init members the default of their type, not the one written here.

    /// <summary>Weight of pairs that were not observed.</summary>
    [JsonInclude]
    public double UnobservedWeight { get; internal set; } = 1;

    /// <summary>Exponent of the interaction count in the regularization.</summary>
    [JsonInclude]
    public double RegExponent { get; internal set; } = 1;

    /// <summary>What the interaction count in the regularization counts: <c>observed</c> or <c>all-pairs</c>.</summary>
    [JsonInclude]
    public string RegScaling { get; internal set; } = "observed";

    /// <summary>Where the fit began: <c>normal</c> or <c>spark</c>.</summary>
    [JsonInclude]
    public string Init { get; internal set; } = "normal";

    /// <summary>How the rows' normal equations were solved: <c>auto</c>, <c>cg</c> or <c>cholesky</c>.</summary>
    [JsonInclude]
    public string Solver { get; internal set; } = "cholesky";

    /// <summary>What the fixed side was read in: <c>full</c> or <c>bfloat16</c>.</summary>
    [JsonInclude]
    public string FactorPrecision { get; internal set; } = "full";

    /// <summary>The parameters of a fit.</summary>
    public static TrainingParameters From(AlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TrainingParameters
        {
            Rank = options.Rank,
            MaxIter = options.MaxIter,
            RegParam = options.RegParam,
            Alpha = options.Alpha,
            ImplicitPrefs = options.ImplicitPrefs,
            Nonnegative = options.Nonnegative,
            Seed = options.Seed,
            UnobservedWeight = options.UnobservedWeight,
            RegExponent = options.RegExponent,
            RegScaling = Name(options.RegScaling),
            Init = Name(options.Init),
            Solver = Name(options.Solver),
            FactorPrecision = Name(options.FactorPrecision),
        };
    }

    private static string Name(AlsRegScaling scaling) => scaling switch
    {
        AlsRegScaling.Observed => "observed",
        AlsRegScaling.AllPairs => "all-pairs",
        _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "There is no such scaling."),
    };

    private static string Name(AlsInit init) => init switch
    {
        AlsInit.Normal => "normal",
        AlsInit.Spark => "spark",
        _ => throw new ArgumentOutOfRangeException(nameof(init), init, "There is no such start."),
    };

    private static string Name(AlsSolver solver) => solver switch
    {
        AlsSolver.Auto => "auto",
        AlsSolver.ConjugateGradient => "cg",
        AlsSolver.Cholesky => "cholesky",
        _ => throw new ArgumentOutOfRangeException(nameof(solver), solver, "There is no such solver."),
    };

    private static string Name(AlsFactorPrecision precision) => precision switch
    {
        AlsFactorPrecision.Full => "full",
        AlsFactorPrecision.BFloat16 => "bfloat16",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision."),
    };
}
