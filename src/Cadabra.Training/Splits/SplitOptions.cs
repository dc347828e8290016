namespace Cadabra.Training.Splits;

/// <summary>How to hold out a test set.</summary>
public sealed record SplitOptions
{
    /// <summary>Default <see cref="SplitKind.LastOrder"/>.</summary>
    public SplitKind Kind { get; init; } = SplitKind.LastOrder;

    /// <summary>Share held out: of the lines, by time, for <see cref="SplitKind.Time"/> when no <see cref="From"/> is given; of the pairs for <see cref="SplitKind.Random"/>. Default 0.2; above 0, below 1.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>First held-out moment of a <see cref="SplitKind.Time"/> split, the shop's local time; null (the default) to derive it from <see cref="TestFraction"/>.</summary>
    public DateTime? From { get; init; }

    /// <summary>Seed of a <see cref="SplitKind.Random"/> split. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (!(TestFraction > 0 && TestFraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TestFraction), $"testFraction is {TestFraction}; expected a share above 0 and below 1.");
        }
    }
}
