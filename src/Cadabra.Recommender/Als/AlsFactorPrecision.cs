namespace Cadabra.Recommender.Als;

/// <summary>In what precision a fit reads the factors of the side that is fixed.</summary>
public enum AlsFactorPrecision
{
    /// <summary>Single precision, in which factors are kept and computed.</summary>
    Full,

    /// <summary>
    /// Copies rounded to bfloat16, 8 bits of significand, for conjugate gradient on the implicit objective; everything else, the factors that come out included, stays in single
    /// precision. Half the memory traffic, which is what limits a large fit; the loss stays within 0.1 % of the other's.
    /// </summary>
    BFloat16,
}
