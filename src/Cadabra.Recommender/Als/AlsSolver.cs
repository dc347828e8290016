namespace Cadabra.Recommender.Als;

/// <summary>How each row's normal equations are solved.</summary>
public enum AlsSolver
{
    /// <summary>The fastest that keeps the loss: conjugate gradient for implicit, Cholesky for explicit.</summary>
    Auto,

    /// <summary>A few steps of conjugate gradient from the last factors (Takács, Pilászy, Tikk 2011).</summary>
    ConjugateGradient,

    /// <summary>Exact, by Cholesky factorization.</summary>
    Cholesky,
}
