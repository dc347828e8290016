using Cadabra.Recommender.Ranking;
using Cadabra.Storage;

namespace Cadabra.Models.Serving;

/// <summary>Answers by text ids what a model recommends. Safe to use from many threads.</summary>
public sealed class ModelRecommender
{
    private const int ProductDigits = 5;

    private readonly Model _model;
    private readonly Ranker _ranker;

    // Variants of a product answer for each other only where the model merged them; elsewhere 85123B is not 85123.
    private readonly bool _mergesVariants;

    /// <summary>Prepares a model for ranking.</summary>
    public ModelRecommender(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _ranker = new Ranker(model.Factors);
        _mergesVariants = model.Manifest.Interactions.GetValueOrDefault("productKey") == "first-five-digits";
    }

    /// <summary>Dense id of a customer; <c>17850.0</c> finds 17850, as in order lines.</summary>
    /// <exception cref="InputException">The model does not know the customer.</exception>
    public int FindCustomer(string customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        string withoutPointZero = customer.EndsWith(".0", StringComparison.Ordinal) ? customer[..^2] : customer;
        if (_model.Customers.TryGet(customer, out int id) || _model.Customers.TryGet(withoutPointZero, out id))
        {
            return id;
        }

        string examples = _model.Customers.Count == 0 ? "" : $", whose ids look like '{_model.Customers[0]}'";
        throw new InputException($"Customer '{customer}' is not among the {_model.Customers.Count} customers of model {_model.Manifest.Name}{examples}. A customer needs an order in the training data.");
    }

    /// <summary>Dense id of a product; the code is accepted in any case, and whole where the model merges variants by their first five digits.</summary>
    /// <exception cref="InputException">The model does not know the product.</exception>
    public int FindProduct(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (_model.Catalog.TryGet(code, out Product? product)
            || _model.Catalog.TryGet(code.ToUpperInvariant(), out product)
            || (_mergesVariants && code.Length > ProductDigits && _model.Catalog.TryGet(code[..ProductDigits], out product)))
        {
            return product.Id;
        }

        string examples = _model.Catalog.Count == 0 ? "" : $", whose codes look like '{_model.Catalog[0].Code}'";
        throw new InputException($"Product '{code}' is not among the {_model.Catalog.Count} products of model {_model.Manifest.Name}{examples}. A product needs a sale in the training data.");
    }

    /// <summary>The best products for a customer.</summary>
    /// <param name="customer">Dense customer id.</param>
    /// <param name="top">Number of products, 1 or more; there are fewer if the catalog is smaller.</param>
    /// <param name="includePurchased">Whether products that the customer has are ranked too.</param>
    public ScoredProduct[] Recommend(int customer, int top, bool includePurchased)
    {
        var products = new ScoredProduct[Places(top)];
        ReadOnlySpan<int> exclude = includePurchased ? [] : _model.Purchases.Weights.Columns(customer);
        return products[.._ranker.Recommend(customer, exclude, products)];
    }

    /// <summary>The best products for every customer, by dense customer id: the same as <see cref="Recommend"/> gives for each, and quicker.</summary>
    /// <param name="top">Number of products for each customer, 1 or more; there are fewer if the catalog is smaller.</param>
    /// <param name="includePurchased">Whether products that a customer has are ranked too.</param>
    /// <param name="cancellationToken">Stops between blocks of customers.</param>
    public Recommendations RecommendAll(int top, bool includePurchased, CancellationToken cancellationToken = default) =>
        _ranker.RecommendAll(includePurchased ? null : _model.Purchases.Weights, Places(top), cancellationToken: cancellationToken);

    /// <summary>The products most like one, by the cosine of their factors.</summary>
    /// <param name="product">Dense product id.</param>
    /// <param name="top">Number of products, 1 or more; there are fewer if the catalog is smaller.</param>
    public ScoredProduct[] Similar(int product, int top)
    {
        var products = new ScoredProduct[Places(top)];
        return products[.._ranker.Similar(product, products)];
    }

    // No list is longer than the catalog, so that "all of them" may be asked for with any large number.
    private int Places(int top)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        return Math.Clamp(_model.Catalog.Count, 1, top);
    }
}
