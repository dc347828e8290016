using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// Ranks the products of a model: exactly, by the inner product of factors, equal scores by ascending product id. Products without factors
/// are never recommended. One customer and all customers at once get the same scores, bit for bit. Safe to use from many threads.
/// </summary>
public sealed class Ranker : IRanker
{
    private readonly FactorMatrix _customers;
    private readonly FactorMatrix _products;
    private readonly ProductScan _scan;

    /// <summary>Copies the product factors into the layout that scoring reads; later changes of the model are not seen. Calls <see cref="WarmUp"/> first.</summary>
    public Ranker(AlsModel model)
        : this(model, Warm(InstructionSets.Best))
    {
    }

    /// <summary>The same in a form of the kernel that need not be this machine's best.</summary>
    internal Ranker(AlsModel model, InstructionSet set)
    {
        ArgumentNullException.ThrowIfNull(model);
        _customers = model.Customers;
        _products = model.Products;
        _scan = new ProductScan(new ProductPanels(_products), PanelKernel.Create(set));
    }

    /// <summary>
    /// Compiles in the background what ranking runs: worth a call where something else comes first, such as reading the model. Only the first call of a process
    /// does anything, and nobody needs to wait for it.
    /// </summary>
    /// <returns>Done when all is compiled.</returns>
    public static Task WarmUp() => RankingWarmUp.Start();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The customer is not in the model, or <paramref name="exclude"/> does not ascend.</exception>
    public int Recommend(int customer, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination)
    {
        ThrowIfUnknownCustomer(customer);
        return Recommend(_customers[customer], exclude, destination);
    }

    /// <summary>The same for factors that are not in the model, as from <see cref="FoldIn"/>.</summary>
    /// <param name="customerFactors">Length rank; all zeros get nothing.</param>
    /// <param name="exclude">Dense product ids to leave out, ascending.</param>
    /// <param name="destination">Its length is the number of products wanted.</param>
    /// <returns>The number written.</returns>
    /// <exception cref="ArgumentException">The factors are not of the model's rank, or <paramref name="exclude"/> does not ascend.</exception>
    public int Recommend(ReadOnlySpan<float> customerFactors, ReadOnlySpan<int> exclude, Span<ScoredProduct> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(customerFactors.Length, _products.Rank, nameof(customerFactors));
        ThrowIfNotAscending(exclude);
        return customerFactors.ContainsAnyExcept(0f) ? _scan.Rank(customerFactors, exclude, destination) : 0;
    }

    /// <summary>The products most like one, by the cosine of their factors (−1 to 1), without the product itself.</summary>
    /// <param name="product">Dense product id.</param>
    /// <param name="destination">Its length is the number of products wanted.</param>
    /// <returns>The number written; 0 if the product has no factors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The product is not in the model.</exception>
    public int Similar(int product, Span<ScoredProduct> destination)
    {
        if ((uint)product >= (uint)_products.RowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(product), $"Product {product} is not in the model; its products are 0 to {_products.RowCount - 1}.");
        }

        if (!_products.HasFactors(product))
        {
            return 0;
        }

        float[] direction = _products[product].ToArray();
        double norm = ProductPanels.Norm(direction);
        foreach (ref float factor in direction.AsSpan())
        {
            factor = (float)(factor / norm);
        }

        return _scan.RankByCosine(direction, [product], destination);
    }

    /// <summary>The best products for every customer of the model; row and customer id are the same.</summary>
    /// <param name="exclude">Customers × products to leave out, as what they bought; null for none.</param>
    /// <param name="top">Number of products for each customer, 1 or more.</param>
    /// <param name="threads">Number of threads, on which the result does not depend; 0 for one for each core.</param>
    /// <param name="cancellationToken">Stops between blocks of customers.</param>
    /// <exception cref="ArgumentException"><paramref name="exclude"/> has another number of customers than the model.</exception>
    public Recommendations RecommendAll(SparseRows? exclude, int top, int threads = 0, CancellationToken cancellationToken = default)
    {
        var customers = new int[_customers.RowCount];
        for (int customer = 0; customer < customers.Length; customer++)
        {
            customers[customer] = customer;
        }

        return RecommendAll(customers, exclude, top, threads, cancellationToken);
    }

    /// <summary>The best products for some customers; rows come in the order of <paramref name="customers"/>.</summary>
    /// <param name="customers">Dense customer ids, in any order.</param>
    /// <param name="exclude">Products to leave out, one row for each customer of the model; null for none.</param>
    /// <param name="top">Number of products for each customer, 1 or more.</param>
    /// <param name="threads">Number of threads, on which the result does not depend; 0 for one for each core.</param>
    /// <param name="cancellationToken">Stops between blocks of customers.</param>
    /// <exception cref="ArgumentException">A customer is not in the model, or <paramref name="exclude"/> has another number of customers.</exception>
    public Recommendations RecommendAll(
        ReadOnlyMemory<int> customers, SparseRows? exclude, int top, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (exclude is not null && exclude.RowCount != _customers.RowCount)
        {
            throw new ArgumentException($"The products to exclude have {exclude.RowCount} rows, the model {_customers.RowCount} customers; expected one row for each.", nameof(exclude));
        }

        foreach (int customer in customers.Span)
        {
            ThrowIfUnknownCustomer(customer);
        }

        return _scan.RankMany(_customers, customers, exclude, top, ChunkLoop.WorkerCount(threads), cancellationToken);
    }

    private static InstructionSet Warm(InstructionSet set)
    {
        _ = WarmUp();
        return set;
    }

    private void ThrowIfUnknownCustomer(int customer)
    {
        if ((uint)customer >= (uint)_customers.RowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(customer), $"Customer {customer} is not in the model; its customers are 0 to {_customers.RowCount - 1}.");
        }
    }

    private static void ThrowIfNotAscending(ReadOnlySpan<int> exclude)
    {
        for (int i = 1; i < exclude.Length; i++)
        {
            if (exclude[i] < exclude[i - 1])
            {
                throw new ArgumentException($"Products to exclude must ascend; found {exclude[i]} after {exclude[i - 1]} at place {i}.", nameof(exclude));
            }
        }
    }
}
