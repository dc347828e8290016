namespace Cadabra.Recommender.Als;

/// <summary>What is counted as n in the regularization λ·nᵉ of a row.</summary>
public enum AlsRegScaling
{
    /// <summary>The row's interactions: those with a weight above 0 in the implicit case, all of them in the explicit one. What Spark does.</summary>
    Observed,

    /// <summary>
    /// The row's interactions, and every pair of the row at the weight of unobserved pairs: n + w·m for m products, or customers (Rendle, Krichene, Zhang,
    /// Koren 2021, frequency-scaled regularization, whose α₀ is w and ν is e). Implicit only. A good λ then depends less on the exponent.
    /// </summary>
    AllPairs,
}
