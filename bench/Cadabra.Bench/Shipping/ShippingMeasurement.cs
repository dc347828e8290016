using System.Globalization;

namespace Cadabra.Bench.Shipping;

/// <summary>What one task took.</summary>
/// <param name="Seconds">Processor time, all threads together, without the start of the process.</param>
/// <param name="PeakMebibytes">Largest resident memory of the process, the runtime included.</param>
internal sealed record ShippingMeasurement(double Seconds, double PeakMebibytes)
{
    public static ShippingMeasurement Parse(string text)
    {
        string[] parts = text.Split(' ');
        return new ShippingMeasurement(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>That of the median time, with the largest memory of all.</summary>
    public static ShippingMeasurement Median(List<ShippingMeasurement> rounds)
    {
        double[] seconds = [.. rounds.Select(round => round.Seconds).Order()];
        return new ShippingMeasurement(seconds[seconds.Length / 2], rounds.Max(round => round.PeakMebibytes));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds} {PeakMebibytes}");
}
