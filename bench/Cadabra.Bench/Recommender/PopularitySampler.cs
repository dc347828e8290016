namespace Cadabra.Bench.Recommender;

/// <summary>Draws products in proportion to their popularity in constant time (alias method; Walker 1977, Vose 1991).</summary>
internal sealed class PopularitySampler
{
    private readonly int[] _products;
    private readonly int[] _aliases;
    private readonly float[] _thresholds;

    public PopularitySampler(int[] products, double[] popularity)
    {
        int count = products.Length;
        _products = products;
        _aliases = new int[count];
        _thresholds = new float[count];
        double mean = products.Sum(product => popularity[product]) / count;
        double[] shares = [.. products.Select(product => popularity[product] / mean)];
        var small = new Stack<int>(Enumerable.Range(0, count).Where(i => shares[i] < 1));
        var large = new Stack<int>(Enumerable.Range(0, count).Where(i => shares[i] >= 1));
        while (small.Count > 0 && large.Count > 0)
        {
            int below = small.Pop();
            int above = large.Pop();
            _thresholds[below] = (float)shares[below];
            _aliases[below] = above;
            shares[above] -= 1 - shares[below];
            (shares[above] < 1 ? small : large).Push(above);
        }

        foreach (int rest in small.Concat(large))
        {
            _thresholds[rest] = 1;
        }
    }

    public int Next(ref SplitMix random)
    {
        int place = random.Next(_products.Length);
        return _products[random.NextDouble() < _thresholds[place] ? place : _aliases[place]];
    }
}
