using Cadabra.Models;
using Cadabra.Models.Manifests;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Splits;

namespace Cadabra.Training.Data;

/// <summary>Training data from ready weights, without orders: no times, no invoices, no descriptions.</summary>
public sealed class InteractionData : ITrainingData
{
    private readonly IdIndex _products;

    internal InteractionData(IdIndex customers, IdIndex products, Interactions interactions, long lines, long malformed)
    {
        Customers = customers;
        _products = products;
        Interactions = interactions;
        Lines = lines;
        Rejected = new Dictionary<string, long> { ["malformed"] = malformed };
    }

    public IdIndex Customers { get; }

    public Interactions Interactions { get; }

    public long Lines { get; }

    public IReadOnlyDictionary<string, long> Rejected { get; }

    public TrainingWindow Window => new();

    public IReadOnlyDictionary<string, string> InteractionOptions { get; } = new Dictionary<string, string> { ["weight"] = "given" };

    public Catalog Catalog()
    {
        SparseRows byProduct = Interactions.ByProduct;
        return new Catalog(Enumerable.Range(0, _products.Count).Select(product => new Product
        {
            Id = product,
            Code = _products[product],
            CustomerCount = byProduct.Columns(product).Length,
        }));
    }

    public Purchases Purchases() => new(Interactions.ByCustomer, new DateTime[Interactions.Count]);

    public Split Split(SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.Kind != SplitKind.Random)
        {
            throw new InputException($"Interactions have no invoices and no times, so they cannot be split by '{(options.Kind == SplitKind.Time ? "time" : "last-order")}'; use --split random, or give order lines with --orders.");
        }

        var heldOut = new RandomHoldOut(options);
        var train = new InteractionsBuilder();
        var test = new InteractionsBuilder();
        SparseRows rows = Interactions.ByCustomer;
        for (int customer = 0; customer < rows.RowCount; customer++)
        {
            for (int entry = 0; entry < rows.Columns(customer).Length; entry++)
            {
                int product = rows.Columns(customer)[entry];
                (heldOut.Contains(customer, product) ? test : train).Add(customer, product, rows.Values(customer)[entry]);
            }
        }

        return new Split(
            train.Build(rows.RowCount, rows.ColumnCount),
            test.Build(rows.RowCount, rows.ColumnCount).ByCustomer,
            heldOut.Description);
    }
}
