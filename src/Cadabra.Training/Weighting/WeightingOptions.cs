namespace Cadabra.Training.Weighting;

/// <summary>How order lines become weights.</summary>
public sealed record WeightingOptions
{
    /// <summary>What one line adds. Default <see cref="WeightScheme.Count"/>.</summary>
    public WeightScheme Weight { get; init; } = WeightScheme.Count;

    /// <summary>Age in days at which a line counts half; null (the default) for no decay. Above 0.</summary>
    public double? HalfLifeDays { get; init; }

    /// <summary>What returns do. Default <see cref="ReturnHandling.Ignore"/>.</summary>
    public ReturnHandling Returns { get; init; } = ReturnHandling.Ignore;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it.</exception>
    public void Validate()
    {
        if (HalfLifeDays is { } days && (!double.IsFinite(days) || days <= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(HalfLifeDays), $"halfLife is {days}; expected a number of days above 0, or none for no decay.");
        }
    }
}
