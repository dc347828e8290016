namespace Cadabra.Recommender.Als.Spark;

/// <summary>
/// The random numbers of Spark 3 and later: a 64-bit xorshift with shifts 21, 35, 4 (Marsaglia 2003), whose state begins as a hash of the seed, under the
/// derived methods of java.util.Random. Spark 2 hashed the seed among 56 zero bytes, so its models differ.
/// </summary>
internal sealed class SparkRandom(long seed)
{
    // Scala's seed for hashes of arrays.
    private const uint ArraySeed = 0x3c074a61;

    private ulong _state = HashSeed(seed);
    private double? _spare;

    /// <summary>The next 64 bits: two draws of 32, of which the lower is added as a signed number.</summary>
    public long NextLong()
    {
        long upper = Next(32);
        return (upper << 32) + Next(32);
    }

    /// <summary>Mean 0, variance 1, by the polar method (Marsaglia, Bray 1964), which makes two at a time.</summary>
    public double NextGaussian()
    {
        if (_spare is double spare)
        {
            _spare = null;
            return spare;
        }

        double x;
        double y;
        double squares;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            squares = (x * x) + (y * y);
        }
        while (squares is >= 1 or 0);

        double scale = Math.Sqrt(-2 * Math.Log(squares) / squares);
        _spare = y * scale;
        return x * scale;
    }

    /// <summary>Uniform in [0, 1), 53 bits from two draws.</summary>
    private double NextDouble()
    {
        long upper = Next(26);
        return ((upper << 27) + Next(27)) * (1.0 / (1L << 53));
    }

    /// <summary>The lowest bits of the next state; java.util.Random would take the highest.</summary>
    private int Next(int bits)
    {
        _state ^= _state << 21;
        _state ^= _state >> 35;
        _state ^= _state << 4;
        return (int)(_state & ((1UL << bits) - 1));
    }

    private static ulong HashSeed(long seed)
    {
        uint lower = SparkHash.Murmur3(seed, ArraySeed);
        uint upper = SparkHash.Murmur3(seed, lower);
        return ((ulong)upper << 32) | lower;
    }
}
