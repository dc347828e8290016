using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Collects weights of pairs in any order and sums those of the same pair. A pair whose weights cancel to exactly 0, as a purchase
/// and its return do, leaves no interaction; a pair that was only ever given the weight 0 stays, since 0 can be a rating.
/// Not safe for use from many threads.
/// </summary>
public sealed class InteractionsBuilder
{
    private readonly List<int> _customers = [];
    private readonly List<int> _products = [];
    private readonly List<float> _weights = [];

    /// <summary>Number of weights added so far, repeats of a pair included.</summary>
    public int Count => _weights.Count;

    /// <summary>Adds a weight to a pair.</summary>
    /// <param name="customer">Dense customer id, 0 or more.</param>
    /// <param name="product">Dense product id, 0 or more.</param>
    /// <param name="weight">Finite; a negative weight counts against the product.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is negative, or the weight is NaN or infinite.</exception>
    public void Add(int customer, int product, float weight)
    {
        ThrowIfInvalid(customer, product, weight);
        _customers.Add(customer);
        _products.Add(product);
        _weights.Add(weight);
    }

    /// <summary>Adds the weights of many pairs, one at each place of the three spans.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <inheritdoc cref="Add(int, int, float)" path="/exception"/>
    public void Add(ReadOnlySpan<int> customers, ReadOnlySpan<int> products, ReadOnlySpan<float> weights)
    {
        if (customers.Length != products.Length || customers.Length != weights.Length)
        {
            throw new ArgumentException($"There are {customers.Length} customers, {products.Length} products and {weights.Length} weights; expected as many of each.", nameof(weights));
        }

        for (int i = 0; i < weights.Length; i++)
        {
            ThrowIfInvalid(customers[i], products[i], weights[i]);
        }

        _customers.AddRange(customers);
        _products.AddRange(products);
        _weights.AddRange(weights);
    }

    /// <summary>Sums the weights of each pair. The builder keeps what it holds and may be added to and built again.</summary>
    /// <param name="customerCount">Number of customers; every added customer is below it.</param>
    /// <param name="productCount">Number of products; every added product is below it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an added id is not below it.</exception>
    /// <exception cref="OverflowException">A sum does not fit a float.</exception>
    public Interactions Build(int customerCount, int productCount)
    {
        ReadOnlySpan<int> customers = CollectionsMarshal.AsSpan(_customers);
        ReadOnlySpan<int> products = CollectionsMarshal.AsSpan(_products);
        ThrowIfNotBelow(customers, customerCount, nameof(customerCount));
        ThrowIfNotBelow(products, productCount, nameof(productCount));
        return new Interactions(new PairSums(customers, products, CollectionsMarshal.AsSpan(_weights), customerCount).ToRows(productCount));
    }

    private static void ThrowIfInvalid(int customer, int product, float weight)
    {
        if (customer < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(customer), $"Customer id {customer} is negative; dense ids begin at 0.");
        }

        if (product < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(product), $"Product id {product} is negative; dense ids begin at 0.");
        }

        if (!float.IsFinite(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), $"The weight of customer {customer} and product {product} is {weight}; expected a finite number.");
        }
    }

    private static void ThrowIfNotBelow(ReadOnlySpan<int> ids, int count, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count, parameter);
        foreach (int id in ids)
        {
            if (id >= count)
            {
                throw new ArgumentOutOfRangeException(parameter, $"{parameter} is {count}, but id {id} was added; it must be above every added id.");
            }
        }
    }
}
