using Cadabra.Models.Manifests;
using Cadabra.Models.Tests.Storage;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Models.Tests;

/// <summary>Models to write and read, the same for a seed.</summary>
internal static class SampleModel
{
    public const string Name = "20111209-125000";

    /// <summary>Five customers, four products, rank 3; customer 2 and product 1 have no factors, and some values are unknown.</summary>
    public static Model Create() => Create(seed: 1, customers: 5, products: 4, rank: 3, density: 0.5);

    public static Model Create(int seed, int customers, int products, int rank, double density)
    {
        var random = new Random(seed);
        var ids = new IdIndex();
        for (int customer = 0; customer < customers; customer++)
        {
            ids.GetOrAdd($"customer ü{customer}");
        }

        var catalog = new Catalog(Enumerable.Range(0, products).Select(id => new Product
        {
            Id = id,
            Code = $"{85000 + id}A",
            Description = id % 3 == 0 ? "" : $"WHITE, \"HANGING\" £{id} T-LIGHT",
            Price = id % 4 == 0 ? null : random.NextDouble() * 10,
            FirstSold = id % 5 == 0 ? null : new DateTime(2010, 12, 1, 8, 26, 0).AddMinutes(id),
            LastSold = id % 5 == 0 ? null : new DateTime(2011, 12, 9, 12, 50, 0).AddSeconds(id).AddMicroseconds(7),
            OrderCount = random.Next(1000),
            CustomerCount = random.Next(100),
        }));

        Purchases purchases = CreatePurchases(random, customers, products, density);
        var counts = new ManifestCounts
        {
            Customers = customers,
            Products = products,
            Interactions = purchases.Count,
            Lines = 541_909,
            Rejected = new Dictionary<string, long> { ["no-customer"] = 135_080, ["return"] = 9_288 },
        };
        TrainingParameters parameters = TrainingParameters.From(new AlsOptions { Rank = rank, Seed = seed, Alpha = 40 });
        Manifest manifest = Manifest.Create(TrainingEngine.Embedded, parameters, counts) with
        {
            Created = new DateTime(2011, 12, 9, 12, 50, 0, DateTimeKind.Utc),
            TrainingWindow = new TrainingWindow(new DateTime(2010, 12, 1, 8, 26, 0), new DateTime(2011, 12, 9, 12, 50, 0)),
            Interactions = new Dictionary<string, string> { ["productKey"] = "stock-code", ["weight"] = "count" },
            Metrics = new Dictionary<string, double> { ["ndcg@10"] = 0.123 },
            Loss = [3.5, 2.25, 2.125],
        };
        var factors = new AlsModel(CreateFactors(random, customers, rank, without: 2), CreateFactors(random, products, rank, without: 1));
        return new Model(manifest, ids, catalog, factors, purchases);
    }

    /// <summary>A container that holds one model, named <see cref="Name"/>.</summary>
    public static async Task<MemoryContainer> WriteAsync(Model? model = null)
    {
        var container = new MemoryContainer();
        await ModelWriter.WriteAsync(container, Name, model ?? Create(), TestContext.Current.CancellationToken);
        return container;
    }

    private static FactorMatrix CreateFactors(Random random, int rows, int rank, int without)
    {
        var factors = new FactorMatrix(rows, rank);
        for (int row = 0; row < rows; row++)
        {
            for (int factor = 0; factor < rank && row != without; factor++)
            {
                factors[row][factor] = random.NextSingle() - 0.5f;
            }
        }

        return factors;
    }

    private static Purchases CreatePurchases(Random random, int customers, int products, double density)
    {
        var offsets = new int[customers + 1];
        var columns = new List<int>();
        var weights = new List<float>();
        var last = new List<DateTime>();
        for (int customer = 0; customer < customers; customer++)
        {
            for (int product = 0; product < products; product++)
            {
                if (random.NextDouble() < density)
                {
                    columns.Add(product);
                    weights.Add((random.NextSingle() * 20) - 2);
                    last.Add(columns.Count % 7 == 0 ? DateTime.MinValue : new DateTime(2011, 1, 1).AddMinutes(random.Next(500_000)));
                }
            }

            offsets[customer + 1] = columns.Count;
        }

        return new Purchases(new SparseRows(products, offsets, [.. columns], [.. weights]), [.. last]);
    }
}
