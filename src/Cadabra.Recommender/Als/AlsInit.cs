namespace Cadabra.Recommender.Als;

/// <summary>Where a fit begins.</summary>
public enum AlsInit
{
    /// <summary>A random direction for each customer that has interactions; the fit then takes whatever path is fastest.</summary>
    Normal,

    /// <summary>
    /// Spark ML's start and its path, so that the same seed and parameters give Spark's factors up to rounding: its random numbers and blocking,
    /// exact solves whatever <see cref="AlsOptions.Solver"/> says, no balance between the sides. Slower; it is there to move between one machine and a cluster.
    /// Customer ids must be the integers Spark was given.
    /// </summary>
    Spark,
}
