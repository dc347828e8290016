namespace Cadabra.Orders.Generation;

/// <summary>The rule for a rate of lines, which a replay and a simulation share.</summary>
internal static class GenerationRate
{
    public static void Validate(double? linesPerSecond)
    {
        if (linesPerSecond is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new ArgumentException(FormattableString.Invariant($"LinesPerSecond is {rate}; it must be a number above 0, or left out to write as fast as possible."));
        }
    }
}
