namespace Cadabra.Training.Evaluation;

/// <summary>What happens to products that the customer had bought before.</summary>
public enum RepeatHandling
{
    /// <summary>They are neither recommended nor counted. The default.</summary>
    Exclude,

    /// <summary>They are recommended and counted like any other.</summary>
    Include,
}
