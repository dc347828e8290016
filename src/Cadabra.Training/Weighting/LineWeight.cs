namespace Cadabra.Training.Weighting;

/// <summary>What one line adds to the weight of its pair: s(quantity) · 2^(−age / half-life).</summary>
/// <param name="options">Says what s is, and the half-life.</param>
/// <param name="now">The moment that ages count back from.</param>
internal readonly struct LineWeight(WeightingOptions options, DateTime now)
{
    private readonly bool _logQuantity = options.Weight == WeightScheme.LogQuantity;
    private readonly double _halfLifeDays = options.HalfLifeDays ?? double.PositiveInfinity;

    /// <summary>The weight of a line; a line later than now, as a return can be, is as if it happened now.</summary>
    public double Of(int quantity, DateTime time)
    {
        double size = _logQuantity ? Math.Log(1 + Math.Abs((double)quantity)) : 1;
        return double.IsFinite(_halfLifeDays) ? size * double.Exp2(-Math.Max(0, (now - time).TotalDays) / _halfLifeDays) : size;
    }
}
