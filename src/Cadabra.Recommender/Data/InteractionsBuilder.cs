using System.Runtime.CompilerServices;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Collects weights of pairs in any order and sums those of the same pair. A pair whose weights cancel to exactly 0, as a purchase
/// and its return do, leaves no interaction; a pair that was only ever given the weight 0 stays, since 0 can be a rating.
/// Not safe for use from many threads.
/// </summary>
public sealed class InteractionsBuilder
{
    // Chunks double up to this size, so that millions of pairs are never moved to make room, and few take little.
    private const int SmallestChunk = 64;
    private const int LargestChunk = 1 << 16;

    private List<PairChunk> _chunks = [new(SmallestChunk)];
    private int _largestCustomer = -1;
    private int _largestProduct = -1;

    /// <summary>Number of weights added so far, repeats of a pair included.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a weight to a pair.</summary>
    /// <param name="customer">Dense customer id, 0 or more.</param>
    /// <param name="product">Dense product id, 0 or more.</param>
    /// <param name="weight">Finite; a negative weight counts against the product.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is negative, or the weight is NaN or infinite.</exception>
    public void Add(int customer, int product, float weight)
    {
        ThrowIfInvalid(customer, product, weight);
        Tail().Add(customer, product, weight);
        Count++;
        _largestCustomer = Math.Max(_largestCustomer, customer);
        _largestProduct = Math.Max(_largestProduct, product);
    }

    /// <summary>Adds the weights of many pairs, one at each place of the three spans.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <inheritdoc cref="Add(int, int, float)" path="/exception"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<int> customers, ReadOnlySpan<int> products, ReadOnlySpan<float> weights)
    {
        if (customers.Length != products.Length || customers.Length != weights.Length)
        {
            throw new ArgumentException($"There are {customers.Length} customers, {products.Length} products and {weights.Length} weights; expected as many of each.", nameof(weights));
        }

        int largestCustomer = _largestCustomer;
        int largestProduct = _largestProduct;
        for (int i = 0; i < weights.Length; i++)
        {
            ThrowIfInvalid(customers[i], products[i], weights[i]);
            largestCustomer = Math.Max(largestCustomer, customers[i]);
            largestProduct = Math.Max(largestProduct, products[i]);
        }

        _largestCustomer = largestCustomer;
        _largestProduct = largestProduct;
        for (int taken = 0; taken < weights.Length;)
        {
            PairChunk tail = Tail();
            int count = Math.Min(tail.Room, weights.Length - taken);
            tail.Add(customers.Slice(taken, count), products.Slice(taken, count), weights.Slice(taken, count));
            taken += count;
            Count += count;
        }
    }

    /// <summary>Sums the weights of each pair. The builder keeps what it holds and may be added to and built again.</summary>
    /// <param name="customerCount">Number of customers; every added customer is below it.</param>
    /// <param name="productCount">Number of products; every added product is below it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an added id is not below it.</exception>
    /// <exception cref="OverflowException">A sum does not fit a float.</exception>
    public Interactions Build(int customerCount, int productCount)
    {
        ThrowIfNotAbove(customerCount, _largestCustomer, nameof(customerCount));
        ThrowIfNotAbove(productCount, _largestProduct, nameof(productCount));
        return Interactions.OfFinite(new PairSums([.. _chunks], Count, customerCount).ToRows(productCount));
    }

    /// <summary>As <see cref="Build"/>, but leaves the builder empty, and while it sums holds 12 bytes less for each weight that was added.</summary>
    /// <inheritdoc cref="Build"/>
    public Interactions BuildAndClear(int customerCount, int productCount)
    {
        ThrowIfNotAbove(customerCount, _largestCustomer, nameof(customerCount));
        ThrowIfNotAbove(productCount, _largestProduct, nameof(productCount));
        return Interactions.OfFinite(TakeSums(customerCount).ToRows(productCount));
    }

    // A method of its own, so that nothing keeps the chunks once it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private PairSums TakeSums(int customerCount)
    {
        PairChunk[] chunks = [.. _chunks];
        int count = Count;
        (_chunks, Count, _largestCustomer, _largestProduct) = ([new(SmallestChunk)], 0, -1, -1);
        return new PairSums(chunks, count, customerCount);
    }

    private PairChunk Tail()
    {
        PairChunk tail = _chunks[^1];
        if (tail.Room > 0)
        {
            return tail;
        }

        tail = new PairChunk(Math.Clamp(Count, SmallestChunk, LargestChunk));
        _chunks.Add(tail);
        return tail;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    private static void ThrowIfNotAbove(int count, int largest, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count, parameter);
        if (largest >= count)
        {
            throw new ArgumentOutOfRangeException(parameter, $"{parameter} is {count}, but id {largest} was added; it must be above every added id.");
        }
    }
}
