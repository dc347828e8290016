using Cadabra.Recommender.Data;

namespace Cadabra.Bench.Recommender;

/// <summary>
/// Interactions of the shape that shops have, of any size: a few customers and products make up most of them (power laws), and a customer prefers
/// the products of three of 32 genres. Every customer's row depends on seed and customer alone and is written where it will stay, so that 100 million
/// pairs need no more memory than their matrix. The same for the same seed, on any number of threads.
/// </summary>
internal sealed class LatentGenres
{
    private const int Genres = 32;
    private const double CustomerExponent = 0.6;
    private const double CustomerShift = 50;
    private const double ProductExponent = 0.8;
    private const double ProductShift = 3;

    private readonly int _customers;
    private readonly int _products;
    private readonly ulong _seed;
    private readonly int[] _offsets;
    private readonly PopularitySampler _all;
    private readonly PopularitySampler[] _genres;

    private LatentGenres(int customers, int products, int pairs, int seed)
    {
        _customers = customers;
        _products = products;
        _seed = (ulong)seed;
        _offsets = Offsets(pairs);
        double[] popularity = [.. Shuffled(products).Select(place => Math.Pow(place + ProductShift, -ProductExponent))];
        int[] ids = [.. Enumerable.Range(0, products)];
        _all = new PopularitySampler(ids, popularity);
        _genres = [.. Enumerable.Range(0, Genres).Select(genre => new PopularitySampler([.. ids.Where(id => GenreOf(id) == genre)], popularity))];
    }

    /// <summary>About <paramref name="pairs"/> interactions with weights 1 to 5.</summary>
    public static Interactions Create(int customers, int products, int pairs, int seed)
    {
        var generator = new LatentGenres(customers, products, pairs, seed);
        int count = generator._offsets[^1];
        var columns = new int[count];
        var weights = new float[count];
        Parallel.For(0, customers, () => new int[products], (customer, _, taken) => generator.Fill(customer, taken, columns, weights), _ => { });
        return new Interactions(new SparseRows(products, generator._offsets, columns, weights));
    }

    private int[] Fill(int customer, int[] taken, int[] columns, float[] weights)
    {
        var random = new SplitMix(_seed ^ ((ulong)customer << 20));
        int[] favourites = [random.Next(Genres), random.Next(Genres), random.Next(Genres)];
        for (int entry = _offsets[customer]; entry < _offsets[customer + 1];)
        {
            int kind = random.Next(10);
            int product = (kind < 5 ? _genres[favourites[0]] : kind < 7 ? _genres[favourites[1]] : kind < 8 ? _genres[favourites[2]] : _all).Next(ref random);
            if (taken[product] == customer + 1)
            {
                // Already bought; another draw from all products ends even where a genre is exhausted.
                product = random.Next(_products);
            }

            if (taken[product] != customer + 1)
            {
                taken[product] = customer + 1;
                columns[entry] = product;
                weights[entry] = 1 + Math.Min(random.Next(5), random.Next(5));
                entry++;
            }
        }

        Array.Sort(columns, _offsets[customer], _offsets[customer + 1] - _offsets[customer]);
        return taken;
    }

    private int[] Offsets(int pairs)
    {
        double[] shares = [.. Shuffled(_customers).Select(place => Math.Pow(place + CustomerShift, -CustomerExponent))];
        double scale = pairs / shares.Sum();
        var offsets = new int[_customers + 1];
        for (int customer = 0; customer < _customers; customer++)
        {
            offsets[customer + 1] = offsets[customer] + Math.Clamp((int)Math.Round(shares[customer] * scale), 1, _products / 4);
        }

        return offsets;
    }

    /// <summary>The numbers below a count in an order that does not follow the ids.</summary>
    private int[] Shuffled(int count)
    {
        int[] places = [.. Enumerable.Range(0, count)];
        var random = new SplitMix(_seed + (ulong)count);
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (places[i], places[j]) = (places[j], places[i]);
        }

        return places;
    }

    private static int GenreOf(int product) => new SplitMix((ulong)product).Next(Genres);
}
