namespace Cadabra.Recommender.Als;

/// <summary>
/// A stream of normal deviates (Box and Muller 1958) over SplitMix64 (Steele, Lea, Flood 2014). Own code rather than <see cref="Random"/>, whose numbers
/// may change with the runtime: the same seed must give the same model years later.
/// </summary>
internal struct GaussianSource(ulong seed, ulong stream)
{
    private ulong _state = Mix(seed ^ Mix(stream + 1));

    /// <summary>Mean 0, variance 1.</summary>
    public double Next()
    {
        // 1 − u lies in (0, 1], so the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextUniform()));
        return radius * Math.Cos(2 * Math.PI * NextUniform());
    }

    private double NextUniform()
    {
        _state += 0x9e3779b97f4a7c15;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
