using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Ranking;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Finds the factors of a customer the model has not seen, or of a basket, by the same system that a fit solves for each customer, with the
/// product factors as they are (Hu, Koren, Volinsky 2008, eq. 4). Always solved exactly. Safe to use from many threads.
/// </summary>
public sealed class FoldIn
{
    private readonly AlsOptions _options;
    private readonly AlsObjective _objective;
    private readonly FactorMatrix _products;
    private readonly GramMatrix? _gram;

    /// <summary>Prepares what all customers share, the Gram matrix of the products: once for a model, k² for each product.</summary>
    /// <param name="model">Product factors; those of customers are not used.</param>
    /// <param name="options">What the model was fitted with. Its rank does not matter; the model's is used.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public FoldIn(AlsModel model, AlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        _options = options with { Rank = model.Rank };
        _options.Validate();
        _objective = new AlsObjective(_options);
        _products = model.Products;
        _gram = options.ImplicitPrefs ? GramMatrix.Compute<VectorKernel>(_products, ChunkLoop.WorkerCount(options.Threads), CancellationToken.None) : null;
    }

    /// <summary>Solves for the factors of one customer.</summary>
    /// <param name="products">Dense product ids in any order, each once.</param>
    /// <param name="weights">Weight of each product, as in training.</param>
    /// <returns>Length rank; zeros if there is nothing to go by.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a product is unknown or repeats, or a weight is not finite.</exception>
    public float[] Solve(ReadOnlySpan<int> products, ReadOnlySpan<float> weights)
    {
        ThrowIfInvalid(products, weights);
        var factors = new float[_products.Rank];
        if (_objective.HasTarget(weights))
        {
            RowSolver.CreateExact<VectorKernel>(_objective, _options).Solve(products, weights, _products, _gram, factors);
        }

        return factors;
    }

    /// <summary>
    /// Splits the score of a product for such a customer into what each interaction contributes (Hu, Koren, Volinsky 2008, eq. 7):
    /// yᵢᵀA⁻¹·target·yⱼ. The contributions sum to the inner product of <see cref="Solve"/>'s factors and the product's.
    /// </summary>
    /// <param name="products">Dense product ids in any order, each once.</param>
    /// <param name="weights">Weight of each product, as in training.</param>
    /// <param name="product">The product whose score to explain.</param>
    /// <param name="contributions">One for each of <paramref name="products"/>, at the same places.</param>
    /// <exception cref="ArgumentException">As for <see cref="Solve"/>, or <paramref name="contributions"/> is of another length.</exception>
    /// <exception cref="InvalidOperationException">The model is nonnegative: its scores are not a sum over interactions.</exception>
    public void Explain(ReadOnlySpan<int> products, ReadOnlySpan<float> weights, int product, Span<ScoredProduct> contributions)
    {
        ThrowIfInvalid(products, weights);
        ThrowIfUnknown(product);
        ArgumentOutOfRangeException.ThrowIfNotEqual(contributions.Length, products.Length, nameof(contributions));
        if (_options.Nonnegative)
        {
            throw new InvalidOperationException("Scores of nonnegative factors cannot be split into contributions; fit without Nonnegative to explain them.");
        }

        var equation = new NormalEquation<VectorKernel>(_products.Rank);
        RowSystem.Assemble(equation, _objective, products, weights, _products, _gram);
        Cholesky<VectorKernel>.Factor(equation.Matrix, _products.Rank);
        double[] influence = Widen(_products[product]);
        Cholesky<VectorKernel>.Solve(equation.Matrix, influence);
        for (int i = 0; i < products.Length; i++)
        {
            double contribution = _objective.Target(weights[i]) * VectorKernel.Dot(Widen(_products[products[i]]), influence);
            contributions[i] = new ScoredProduct(products[i], (float)contribution);
        }
    }

    private void ThrowIfInvalid(ReadOnlySpan<int> products, ReadOnlySpan<float> weights)
    {
        if (products.Length != weights.Length)
        {
            throw new ArgumentException($"There are {products.Length} products but {weights.Length} weights; expected one weight for each product.", nameof(weights));
        }

        HashSet<int> seen = [];
        for (int i = 0; i < products.Length; i++)
        {
            ThrowIfUnknown(products[i]);
            if (!seen.Add(products[i]))
            {
                throw new ArgumentException($"Product {products[i]} repeats; sum its weights first.", nameof(products));
            }

            if (!float.IsFinite(weights[i]))
            {
                throw new ArgumentException($"The weight of product {products[i]} is {weights[i]}; expected a finite number.", nameof(weights));
            }
        }
    }

    private void ThrowIfUnknown(int product)
    {
        if ((uint)product >= (uint)_products.RowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(product), $"Product {product} is not in the model; its products are 0 to {_products.RowCount - 1}.");
        }
    }

    private static double[] Widen(ReadOnlySpan<float> row)
    {
        var wide = new double[row.Length];
        VectorKernel.Widen(row, wide);
        return wide;
    }
}
