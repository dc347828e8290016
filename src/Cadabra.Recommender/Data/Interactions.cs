namespace Cadabra.Recommender.Data;

/// <summary>
/// What customers did with products: at most one weight for each pair of a customer and a product, kept by rows of both sides, since
/// each half of an iteration walks one of them. Immutable; safe to read from many threads.
/// </summary>
public sealed class Interactions
{
    /// <summary>Takes the rows of the customers and derives those of the products.</summary>
    /// <param name="byCustomer">Customers × products; a value is the weight of the pair.</param>
    /// <exception cref="ArgumentException">A weight is NaN or infinite.</exception>
    public Interactions(SparseRows byCustomer)
    {
        ArgumentNullException.ThrowIfNull(byCustomer);
        ThrowIfNotFinite(byCustomer);
        ByCustomer = byCustomer;
        ByProduct = byCustomer.Transpose();
    }

    private Interactions(SparseRows byCustomer, SparseRows byProduct)
    {
        ByCustomer = byCustomer;
        ByProduct = byProduct;
    }

    /// <summary>Customers × products.</summary>
    public SparseRows ByCustomer { get; }

    /// <summary>Products × customers, the same weights.</summary>
    public SparseRows ByProduct { get; }

    /// <summary>Number of customers, those without interactions included.</summary>
    public int CustomerCount => ByCustomer.RowCount;

    /// <summary>Number of products, those without interactions included.</summary>
    public int ProductCount => ByCustomer.ColumnCount;

    /// <summary>Number of pairs of a customer and a product.</summary>
    public int Count => ByCustomer.EntryCount;

    /// <summary>The same for weights that are known to be finite.</summary>
    internal static Interactions OfFinite(SparseRows byCustomer) => new(byCustomer, byCustomer.Transpose());

    private static void ThrowIfNotFinite(SparseRows byCustomer)
    {
        for (int customer = 0; customer < byCustomer.RowCount; customer++)
        {
            ReadOnlySpan<float> weights = byCustomer.Values(customer);
            for (int entry = 0; entry < weights.Length; entry++)
            {
                if (!float.IsFinite(weights[entry]))
                {
                    throw new ArgumentException(
                        $"The weight of customer {customer} and product {byCustomer.Columns(customer)[entry]} is {weights[entry]}; expected a finite number.", nameof(byCustomer));
                }
            }
        }
    }
}
