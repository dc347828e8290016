using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Recommender.Ranking;

/// <summary>
/// The factors of those products that have any, laid out for <see cref="IKernel.MultiplyPanel"/>: panels of 16 products, in each the first factor of all 16,
/// then the second, and so on. A product's place in the panels is its position; positions ascend with the ids.
/// Example: of products 0, 1, 2 where 1 has no factors, positions 0 and 1 are the products 0 and 2.
/// </summary>
internal sealed class ProductPanels
{
    private readonly float[] _values;
    private readonly int[] _products;
    private readonly int[] _positions;

    public ProductPanels(FactorMatrix products)
    {
        Rank = products.Rank;
        _positions = new int[products.RowCount];
        List<int> withFactors = [];
        for (int product = 0; product < products.RowCount; product++)
        {
            _positions[product] = products.HasFactors(product) ? withFactors.Count : -1;
            if (_positions[product] >= 0)
            {
                withFactors.Add(product);
            }
        }

        _products = [.. withFactors];
        PanelCount = (_products.Length + PanelLayout.Width - 1) / PanelLayout.Width;
        _values = new float[checked(PanelCount * PanelLayout.Width * Rank)];
        for (int position = 0; position < _products.Length; position++)
        {
            Span<float> panel = _values.AsSpan(position / PanelLayout.Width * PanelLayout.Width * Rank);
            ReadOnlySpan<float> factors = products[_products[position]];
            for (int factor = 0; factor < Rank; factor++)
            {
                panel[(factor * PanelLayout.Width) + (position % PanelLayout.Width)] = factors[factor];
            }
        }
    }

    public int Rank { get; }

    /// <summary>Number of products with factors.</summary>
    public int Count => _products.Length;

    public int PanelCount { get; }

    /// <summary>Ids of the products, by position.</summary>
    public ReadOnlySpan<int> Products => _products;

    /// <summary>Factors of 16 products, k × 16; beyond the last product zeros.</summary>
    public ReadOnlySpan<float> this[int panel] => _values.AsSpan(panel * PanelLayout.Width * Rank, PanelLayout.Width * Rank);

    /// <summary>Position of a product, or −1 if it has no factors or is not in the model.</summary>
    public int PositionOf(int product) => (uint)product < (uint)_positions.Length ? _positions[product] : -1;
}
