using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests;

/// <summary>Small inputs, the same for the same seed.</summary>
internal static class Samples
{
    /// <summary>About <paramref name="count"/> pairs with weights 1 to 5; the last customer and the last product stay without any.</summary>
    public static Interactions Interactions(int customers, int products, int count, int seed = 1, bool withNegatives = false)
    {
        var random = new Random(seed);
        var builder = new InteractionsBuilder();
        for (int i = 0; i < count; i++)
        {
            float weight = random.Next(1, 6);
            builder.Add(random.Next(customers - 1), random.Next(products - 1), withNegatives && random.Next(4) == 0 ? -weight : weight);
        }

        return builder.Build(customers, products);
    }

    /// <summary>Every pair of a matrix of this rank, factors and noise uniform between −1 and 1 and ± noise.</summary>
    public static Interactions LowRank(int customers, int products, int rank, double noise, int seed = 1)
    {
        var random = new Random(seed);
        double[][] x = Rows(customers);
        double[][] y = Rows(products);
        var builder = new InteractionsBuilder();
        for (int customer = 0; customer < customers; customer++)
        {
            for (int product = 0; product < products; product++)
            {
                double value = noise * ((2 * random.NextDouble()) - 1);
                for (int factor = 0; factor < rank; factor++)
                {
                    value += x[customer][factor] * y[product][factor];
                }

                builder.Add(customer, product, (float)value);
            }
        }

        return builder.Build(customers, products);

        double[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, rank).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
    }

    public static FactorMatrix Factors(int rows, int rank, int seed = 1)
    {
        var random = new Random(seed);
        var factors = new FactorMatrix(rows, rank);
        foreach (ref float value in factors.Values)
        {
            value = (float)((2 * random.NextDouble()) - 1);
        }

        return factors;
    }

    /// <summary>Factors that are small whole numbers, so that scores are exact and often equal.</summary>
    public static FactorMatrix WholeFactors(int rows, int rank, int seed = 1)
    {
        var random = new Random(seed);
        var factors = new FactorMatrix(rows, rank);
        foreach (ref float value in factors.Values)
        {
            value = random.Next(-2, 3);
        }

        return factors;
    }

    /// <summary>Rows given as text, as in "1 2; 3 4".</summary>
    public static FactorMatrix Factors(string rows)
    {
        float[][] values = [.. rows.Split(';').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(float.Parse).ToArray())];
        return new FactorMatrix(values.Length, values[0].Length, [.. values.SelectMany(row => row)]);
    }

    public static AlsModel Model(int customers, int products, int rank, int seed = 1) =>
        new(Factors(customers, rank, seed), Factors(products, rank, seed + 1));

    /// <summary>The inner product of both factors, in double precision.</summary>
    public static double Score(AlsModel model, int customer, int product) =>
        model.Customers[customer].ToArray().Zip(model.Products[product].ToArray(), (x, y) => (double)x * y).Sum();

    /// <summary>Uniform between -1 and 1.</summary>
    public static float[] Values(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
