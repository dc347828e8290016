using Cadabra.Recommender.Data;

namespace Cadabra.Bench.Recommender;

/// <summary>
/// Interactions of the shape that shops have: a few products and customers make up most of them (Zipf), and a customer prefers products of one of a few
/// genres. The same for the same seed.
/// </summary>
internal static class PowerLawInteractions
{
    private const int Genres = 16;

    /// <summary>4,335 customers, 3,663 products, about 260 thousand pairs: the size of Online Retail.</summary>
    public static Interactions OnlineRetailSize() => Create(4335, 3663, 260_000, seed: 1);

    public static Interactions Create(int customers, int products, int pairs, int seed)
    {
        var random = new Random(seed);
        double[] customerWeights = Cumulate(customers, exponent: 0.6);
        double[] productWeights = Cumulate(products, exponent: 0.7);
        var seen = new HashSet<long>(pairs);
        var builder = new InteractionsBuilder();
        while (seen.Count < pairs)
        {
            int customer = Draw(customerWeights, random);
            int product = Draw(productWeights, random);
            bool ofOwnGenre = product % Genres == customer % Genres;
            if ((ofOwnGenre || random.Next(4) == 0) && seen.Add(((long)customer * products) + product))
            {
                builder.Add(customer, product, 1 + random.Next(5));
            }
        }

        return builder.Build(customers, products);
    }

    private static double[] Cumulate(int count, double exponent)
    {
        var cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Math.Pow(i + 1, -exponent);
            cumulated[i] = sum;
        }

        return cumulated;
    }

    private static int Draw(double[] cumulated, Random random)
    {
        int place = Array.BinarySearch(cumulated, random.NextDouble() * cumulated[^1]);
        return Math.Min(place < 0 ? ~place : place, cumulated.Length - 1);
    }
}
