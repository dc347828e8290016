namespace Cadabra.Training.Evaluation;

/// <summary>How to judge lists of recommendations.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Lengths k of the lists that are judged. Default 10 and 20; each 1 to 1,000.</summary>
    public IReadOnlyList<int> At { get; init; } = [10, 20];

    /// <summary>Default <see cref="RepeatHandling.Exclude"/>.</summary>
    public RepeatHandling Repeats { get; init; } = RepeatHandling.Exclude;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (At.Count == 0 || At.Any(k => k is < 1 or > 1000))
        {
            throw new ArgumentOutOfRangeException(nameof(At), $"at is [{string.Join(", ", At)}]; expected one or more list lengths from 1 to 1,000.");
        }
    }
}
