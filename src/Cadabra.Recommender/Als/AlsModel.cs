using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>A trained factorization: the score of product i for customer u is the inner product of their factors.</summary>
public sealed class AlsModel
{
    /// <summary>Joins the factors of both sides.</summary>
    /// <exception cref="ArgumentException">The two sides differ in rank.</exception>
    public AlsModel(FactorMatrix customers, FactorMatrix products)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(products);
        if (customers.Rank != products.Rank)
        {
            throw new ArgumentException($"Customers have rank {customers.Rank}, products rank {products.Rank}; both sides of a model share one rank.", nameof(products));
        }

        Customers = customers;
        Products = products;
    }

    /// <summary>Customer factors (Spark: userFactors), customers × rank.</summary>
    public FactorMatrix Customers { get; }

    /// <summary>Product factors (Spark: itemFactors), products × rank.</summary>
    public FactorMatrix Products { get; }

    /// <summary>Number of factors.</summary>
    public int Rank => Customers.Rank;
}
