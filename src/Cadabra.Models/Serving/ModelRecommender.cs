using Cadabra.Recommender.Ranking;
using Cadabra.Storage;

namespace Cadabra.Models.Serving;

/// <summary>Answers by text ids what a model recommends. Safe to use from many threads.</summary>
public sealed class ModelRecommender
{
    private const int ProductDigits = 5;

    private readonly Model _model;
    private readonly Ranker _ranker;

    /// <summary>Prepares a model for ranking.</summary>
    public ModelRecommender(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _ranker = new Ranker(model.Factors);
    }

    /// <summary>Dense id of a customer.</summary>
    /// <exception cref="InputException">The model does not know the customer.</exception>
    public int FindCustomer(string customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return _model.Customers.TryGet(customer, out int id)
            ? id
            : throw new InputException($"Customer '{customer}' is not among the {_model.Customers.Count} customers of model {_model.Manifest.Name}, whose ids look like '{_model.Customers[0]}'. A customer needs an order in the training data.");
    }

    /// <summary>Dense id of a product; the code is accepted in any case, and whole where the model merges variants by their first five digits.</summary>
    /// <exception cref="InputException">The model does not know the product.</exception>
    public int FindProduct(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        string upper = code.ToUpperInvariant();
        foreach (string candidate in new[] { code, upper, upper.Length > ProductDigits ? upper[..ProductDigits] : upper })
        {
            if (_model.Catalog.TryGet(candidate, out Product? product))
            {
                return product.Id;
            }
        }

        throw new InputException($"Product '{code}' is not among the {_model.Catalog.Count} products of model {_model.Manifest.Name}, whose codes look like '{_model.Catalog[0].Code}'. A product needs a sale in the training data.");
    }

    /// <summary>The best products for a customer.</summary>
    /// <param name="customer">Dense customer id.</param>
    /// <param name="top">Number of products, 1 or more.</param>
    /// <param name="includePurchased">Whether products that the customer has are ranked too.</param>
    public ScoredProduct[] Recommend(int customer, int top, bool includePurchased)
    {
        ReadOnlySpan<int> exclude = includePurchased ? [] : _model.Purchases.Weights.Columns(customer);
        var products = new ScoredProduct[top];
        return products[.._ranker.Recommend(customer, exclude, products)];
    }

    /// <summary>The best products for every customer, by dense customer id.</summary>
    public Recommendations RecommendAll(int top, bool includePurchased, CancellationToken cancellationToken = default) =>
        _ranker.RecommendAll(includePurchased ? null : _model.Purchases.Weights, top, cancellationToken: cancellationToken);

    /// <summary>The products most like one, by the cosine of their factors.</summary>
    public ScoredProduct[] Similar(int product, int top)
    {
        var products = new ScoredProduct[top];
        return products[.._ranker.Similar(product, products)];
    }
}
