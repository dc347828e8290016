using System.Globalization;

namespace Cadabra.Recommender.Als;

/// <summary>How to fit a factorization. Names are Spark ML's where Spark has them.</summary>
public sealed record AlsOptions
{
    /// <summary>Number of factors. Default 64; 1 to 1,024.</summary>
    public int Rank { get; init; } = 64;

    /// <summary>Iterations, each solving all products and then all customers. Default 15; 1 to 1,000.</summary>
    public int MaxIter { get; init; } = 15;

    /// <summary>Regularization λ, times the number of a row's interactions (see <see cref="RegExponent"/>). Default 0.1; 0 or more. With 0 an exact solver takes the smallest of a row's solutions.</summary>
    public double RegParam { get; init; } = 0.1;

    /// <summary>Growth of confidence with weight in c = 1 + α·|r|; implicit only. Default 1; 0 or more.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>True: weights are confidence in a preference and all other pairs count as not preferred (Hu, Koren, Volinsky 2008). False: weights are ratings and only they count. Default true.</summary>
    public bool ImplicitPrefs { get; init; } = true;

    /// <summary>Constrain every factor to be 0 or more. Default false.</summary>
    public bool Nonnegative { get; init; }

    /// <summary>Weight of pairs that were not observed; implicit only. Default 1, which is Spark's; above 0.</summary>
    public double UnobservedWeight { get; init; } = 1;

    /// <summary>Exponent of the interaction count n in λ·n^exponent. Default 1, which is Spark's; 0 is plain L2; 0 to 2.</summary>
    public double RegExponent { get; init; } = 1;

    /// <summary>What counts as n in λ·n^exponent. Default <see cref="AlsRegScaling.Observed"/>, which is Spark's; <see cref="AlsRegScaling.AllPairs"/> is implicit only.</summary>
    public AlsRegScaling RegScaling { get; init; } = AlsRegScaling.Observed;

    /// <summary>How the rows' normal equations are solved; ignored if <see cref="Nonnegative"/>, or if <see cref="Init"/> is Spark, which solves exactly. Default <see cref="AlsSolver.Auto"/>.</summary>
    public AlsSolver Solver { get; init; } = AlsSolver.Auto;

    /// <summary>In what precision the fixed side is read. Default <see cref="AlsFactorPrecision.Full"/>.</summary>
    public AlsFactorPrecision FactorPrecision { get; init; } = AlsFactorPrecision.Full;

    /// <summary>Where the fit begins. Default <see cref="AlsInit.Normal"/>; <see cref="AlsInit.Spark"/> gives the factors that Spark ML gives.</summary>
    public AlsInit Init { get; init; } = AlsInit.Normal;

    /// <summary>Seed of the initial factors. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Number of threads; the result does not depend on it. Default 0, which is one for each core; up to 1,024.</summary>
    public int Threads { get; init; }

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="ArgumentException">Some are out of range; the message names each with its value and range.</exception>
    public void Validate()
    {
        List<string> problems = [];
        Check(nameof(Rank), Rank, Rank is >= 1 and <= 1024, "1 to 1,024");
        Check(nameof(MaxIter), MaxIter, MaxIter is >= 1 and <= 1000, "1 to 1,000");
        Check(nameof(RegParam), RegParam, RegParam >= 0 && double.IsFinite(RegParam), "0 or more and finite");
        Check(nameof(Alpha), Alpha, Alpha >= 0 && double.IsFinite(Alpha), "0 or more and finite");
        Check(nameof(UnobservedWeight), UnobservedWeight, UnobservedWeight > 0 && double.IsFinite(UnobservedWeight), "above 0 and finite");
        Check(nameof(RegExponent), RegExponent, RegExponent is >= 0 and <= 2, "0 to 2");
        Check(nameof(RegScaling), RegScaling, Enum.IsDefined(RegScaling), "Observed or AllPairs");
        Check(nameof(RegScaling), RegScaling, ImplicitPrefs || RegScaling != AlsRegScaling.AllPairs, "Observed where ImplicitPrefs is false, since unobserved pairs do not count there");
        Check(nameof(Solver), Solver, Enum.IsDefined(Solver), "Auto, ConjugateGradient or Cholesky");
        Check(nameof(FactorPrecision), FactorPrecision, Enum.IsDefined(FactorPrecision), "Full or BFloat16");
        Check(nameof(Init), Init, Enum.IsDefined(Init), "Normal or Spark");
        Check(nameof(Threads), Threads, Threads is >= 0 and <= 1024, "0 (one for each core) to 1,024");
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', problems));
        }

        void Check(string name, object value, bool valid, string range)
        {
            if (!valid)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {range}."));
            }
        }
    }
}
