using System.Globalization;

namespace Cadabra.Training.Splits;

/// <summary>Decides by a hash whether a (customer, product) pair is held out, so that all its lines go to the same side and nothing need be remembered.</summary>
internal readonly struct RandomHoldOut(SplitOptions options)
{
    // Mixed first: beside a bare seed, seeds 0 and 1 would only swap the draws of customers 0 and 1, 2 and 3, and so on.
    private readonly ulong _seed = Mix(unchecked((ulong)options.Seed));
    private readonly ulong _threshold = (ulong)(options.TestFraction * ulong.MaxValue);

    /// <summary>The split in words.</summary>
    public string Description { get; } = string.Create(CultureInfo.InvariantCulture, $"a random {options.TestFraction:0.##%} of the pairs, seed {options.Seed}");

    public bool Contains(int customer, int product) =>
        Mix(Mix(_seed ^ (uint)customer) ^ (uint)product) < _threshold;

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
