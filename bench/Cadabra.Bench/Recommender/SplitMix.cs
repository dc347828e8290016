namespace Cadabra.Bench.Recommender;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): own code, so that the data of a seed never changes with the runtime.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 or more, below 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 or more, below the limit.</summary>
    public int Next(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);

    private ulong NextBits()
    {
        ulong bits = _state += 0x9e3779b97f4a7c15;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }
}
