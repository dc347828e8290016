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

    /// <summary>Weight of pairs that were not observed.</summary>
    public double UnobservedWeight { get; init; } = 1;

    /// <summary>Exponent of the interaction count in the regularization.</summary>
    public double RegExponent { get; init; } = 1;

    /// <summary>How the rows' normal equations were solved: <c>auto</c>, <c>cg</c> or <c>cholesky</c>.</summary>
    public string Solver { get; init; } = "cholesky";

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
            Solver = options.Solver switch
            {
                AlsSolver.Auto => "auto",
                AlsSolver.ConjugateGradient => "cg",
                AlsSolver.Cholesky => "cholesky",
                _ => throw new ArgumentOutOfRangeException(nameof(options), options.Solver, "There is no such solver."),
            },
        };
    }
}
