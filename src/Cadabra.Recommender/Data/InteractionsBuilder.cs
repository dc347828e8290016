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

        _customers.Add(customer);
        _products.Add(product);
        _weights.Add(weight);
    }

    /// <summary>Sums the weights of each pair. The builder keeps what it holds and may be added to and built again.</summary>
    /// <param name="customerCount">Number of customers; every added customer is below it.</param>
    /// <param name="productCount">Number of products; every added product is below it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an added id is not below it.</exception>
    /// <exception cref="OverflowException">A sum does not fit a float.</exception>
    public Interactions Build(int customerCount, int productCount)
    {
        ThrowIfNotBelow(_customers, customerCount, nameof(customerCount));
        ThrowIfNotBelow(_products, productCount, nameof(productCount));

        // Two stable counting sorts, the minor key first: entries end up by customer, then product, then order of addition.
        var order = new int[Count];
        for (int entry = 0; entry < order.Length; entry++)
        {
            order[entry] = entry;
        }

        order = SortBy(_products, productCount, order);
        order = SortBy(_customers, customerCount, order);
        return new Interactions(SumPairs(order, customerCount, productCount));
    }

    private SparseRows SumPairs(int[] order, int customerCount, int productCount)
    {
        var offsets = new int[customerCount + 1];
        var columns = new int[order.Length];
        var values = new float[order.Length];
        int count = 0;
        int next = 0;
        for (int customer = 0; customer < customerCount; customer++)
        {
            while (next < order.Length && _customers[order[next]] == customer)
            {
                int product = _products[order[next]];
                if (TrySumPair(order, ref next, out float weight))
                {
                    columns[count] = product;
                    values[count] = weight;
                    count++;
                }
            }

            offsets[customer + 1] = count;
        }

        Array.Resize(ref columns, count);
        Array.Resize(ref values, count);
        return new SparseRows(productCount, offsets, columns, values);
    }

    /// <summary>Sums the entries of the pair at <paramref name="next"/> and moves past them; false if they cancel.</summary>
    private bool TrySumPair(int[] order, ref int next, out float weight)
    {
        int customer = _customers[order[next]];
        int product = _products[order[next]];
        double sum = 0;
        bool onlyZeros = true;
        for (; next < order.Length && _customers[order[next]] == customer && _products[order[next]] == product; next++)
        {
            sum += _weights[order[next]];
            onlyZeros &= _weights[order[next]] == 0;
        }

        weight = (float)sum;
        if (!float.IsFinite(weight))
        {
            throw new OverflowException($"The weights of customer {customer} and product {product} sum to {sum}, which does not fit a float; scale the weights down.");
        }

        return weight != 0 || onlyZeros;
    }

    private static int[] SortBy(List<int> keys, int keyCount, int[] order)
    {
        var places = new int[keyCount + 1];
        foreach (int key in keys)
        {
            places[key + 1]++;
        }

        for (int key = 0; key < keyCount; key++)
        {
            places[key + 1] += places[key];
        }

        var sorted = new int[order.Length];
        foreach (int entry in order)
        {
            sorted[places[keys[entry]]++] = entry;
        }

        return sorted;
    }

    private static void ThrowIfNotBelow(List<int> ids, int count, string parameter)
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
