using System.Globalization;
using Cadabra.Models;
using Cadabra.Models.Manifests;
using Cadabra.Orders;
using Cadabra.Recommender.Data;
using Cadabra.Training.History;
using Cadabra.Training.Splits;
using Cadabra.Training.Weighting;

namespace Cadabra.Training.Data;

/// <summary>Training data from order lines.</summary>
public sealed class OrderData(OrderHistory history, ProductKey productKey, WeightingOptions weighting) : ITrainingData
{
    private readonly Lazy<Interactions> _interactions = new(() => OrderWeighting.Weigh(history, VisibleLines.All(history), weighting));

    public OrderHistory History => history;

    public IdIndex Customers => history.Customers;

    public Interactions Interactions => _interactions.Value;

    public long Lines => history.Counts.Lines;

    public IReadOnlyDictionary<string, long> Rejected { get; } = Enum.GetValues<OrderRejection>().ToDictionary(reason => reason.ToName(), history.Counts.RejectedAs);

    public TrainingWindow Window => new(history.From, history.To);

    public IReadOnlyDictionary<string, string> InteractionOptions { get; } = new Dictionary<string, string>
    {
        ["productKey"] = productKey == ProductKey.FirstFiveDigits ? "first-five-digits" : "stock-code",
        ["weight"] = weighting.Weight == WeightScheme.LogQuantity ? "log-quantity" : "count",
        ["halfLife"] = weighting.HalfLifeDays?.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["returns"] = weighting.Returns switch
        {
            ReturnHandling.Subtract => "subtract",
            ReturnHandling.Negative => "negative",
            _ => "ignore",
        },
    };

    public Catalog Catalog() => new CatalogBuilder(history).Build();

    public Purchases Purchases()
    {
        SparseRows weights = Interactions.ByCustomer;
        var last = new DateTime[weights.EntryCount];
        OrderTable sales = history.Sales;
        for (int row = 0; row < sales.Count; row++)
        {
            int customer = sales.Customers[row];
            int place = weights.Columns(customer).BinarySearch(sales.Products[row]);
            if (place >= 0)
            {
                ref DateTime time = ref last[weights.Offsets[customer] + place];
                time = sales.Times[row] > time ? sales.Times[row] : time;
            }
        }

        return new Purchases(weights, last);
    }

    public Split Split(SplitOptions options) => OrderSplitter.Split(history, options, weighting);
}
