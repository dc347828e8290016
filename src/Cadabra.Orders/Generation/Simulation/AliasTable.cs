namespace Cadabra.Orders.Generation.Simulation;

/// <summary>
/// Draws an index with a given weight each, in constant time (Vose 1991). Every slot holds at most two indexes: its own,
/// up to a threshold, and one alias. Weights 1, 3: slot 0 is index 0 up to ½ and else its alias 1, slot 1 always index 1.
/// </summary>
internal sealed class AliasTable
{
    private readonly float[] _threshold;
    private readonly int[] _alias;

    /// <summary>Builds the table.</summary>
    /// <param name="weights">0 or more, at least one above 0; they need not sum to 1.</param>
    public AliasTable(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        double[] share = new double[weights.Length];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int index = 0; index < weights.Length; index++)
        {
            share[index] = weights[index] * weights.Length / sum;
            (share[index] < 1 ? small : large).Push(index);
        }

        _threshold = new float[weights.Length];
        _alias = new int[weights.Length];
        Array.Fill(_threshold, 1f);
        while (small.Count > 0 && large.Count > 0)
        {
            int under = small.Pop();
            int over = large.Pop();
            _threshold[under] = (float)share[under];
            _alias[under] = over;
            share[over] -= 1 - share[under];
            (share[over] < 1 ? small : large).Push(over);
        }

        // What rounding left over on either side fills its slot alone.
    }

    /// <summary>Draws one index.</summary>
    public int Draw(ShopRandom random)
    {
        int slot = random.Next(_alias.Length);
        return random.NextDouble() < _threshold[slot] ? slot : _alias[slot];
    }
}
