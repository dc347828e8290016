using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// The factors of those products that can be ranked, longest first, laid out for <see cref="PanelKernel.MultiplyPanel"/>: panels of 32 products,
/// in each the first factor of all 32, then the second, and so on. A product's place in the panels is its position. Left out are products without
/// factors and those with a NaN among them, whose scores are NaN for every customer.
/// Example: of products with the factors 3, 0 and −5, positions 0 and 1 are the products 2 and 0.
/// </summary>
internal sealed class ProductPanels
{
    private readonly float[] _values;
    private readonly int[] _products;
    private readonly double[] _norms;
    private readonly int[] _positions;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ProductPanels(FactorMatrix products)
    {
        Rank = products.Rank;
        _products = new int[products.RowCount];
        var descending = new double[products.RowCount];
        int count = 0;
        for (int product = 0; product < products.RowCount; product++)
        {
            double norm = Norm(products[product]);
            if (norm > 0)
            {
                _products[count] = product;
                descending[count++] = -norm;
            }
        }

        Array.Resize(ref _products, count);
        Array.Resize(ref descending, count);
        Array.Sort(descending, _products);
        _norms = descending;
        _positions = new int[products.RowCount];
        Array.Fill(_positions, -1);
        PanelCount = (count + PanelKernel.Width - 1) / PanelKernel.Width;
        _values = new float[checked(PanelCount * PanelKernel.Width * Rank)];
        for (int position = 0; position < count; position++)
        {
            _norms[position] = -_norms[position];
            _positions[_products[position]] = position;
            Span<float> panel = _values.AsSpan(position / PanelKernel.Width * PanelKernel.Width * Rank, PanelKernel.Width * Rank);
            ReadOnlySpan<float> factors = products[_products[position]];
            for (int factor = 0; factor < factors.Length; factor++)
            {
                panel[(factor * PanelKernel.Width) + (position % PanelKernel.Width)] = factors[factor];
            }
        }
    }

    public int Rank { get; }

    /// <summary>Number of products that can be ranked.</summary>
    public int Count => _products.Length;

    public int PanelCount { get; }

    /// <summary>Ids of the products, by position.</summary>
    public ReadOnlySpan<int> Products => _products;

    /// <summary>Positions of the products, by id; −1 for one that is not ranked.</summary>
    public ReadOnlySpan<int> Positions => _positions;

    /// <summary>Euclidean norms of the products' factors, by position, hence descending.</summary>
    public ReadOnlySpan<double> Norms => _norms;

    /// <summary>Factors of 32 products, k × 32; beyond the last product zeros.</summary>
    public ReadOnlySpan<float> this[int panel] => _values.AsSpan(panel * PanelKernel.Width * Rank, PanelKernel.Width * Rank);

    /// <summary>√Σxᵢ², the sum in double precision, where squares of floats neither overflow nor vanish.</summary>
    public static double Norm(ReadOnlySpan<float> factors) => Math.Sqrt(VectorKernel.DotWide(factors, factors));
}
