using System.Numerics;
using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>
/// What a factorization minimizes, as sums over pairs (u, i) with weight r and score s = xᵤ·yᵢ.
/// <para>
/// Implicit (Hu, Koren, Volinsky 2008, eq. 3, with Spark's regularization): Σ over all pairs of c·(p − s)² + Σᵤ λ·nᵤᵉ·‖xᵤ‖² + Σᵢ λ·nᵢᵉ·‖yᵢ‖².
/// An observed pair has confidence c = 1 + α·|r| and preference p = 1 if r &gt; 0, else 0; any other pair has c = w (1 in Spark) and
/// p = 0. n counts the weights r &gt; 0 of the row, or, if unobserved pairs scale the regularization too (Rendle et al. 2021), n = that count + w·m with
/// m the number of all products for a customer, of all customers for a product. Setting the derivative by a row x to 0 gives A·x = b with
/// A = w·YᵀY + Σ observed (c − w)·yyᵀ + λ·nᵉ·I and b = Σ r&gt;0 c·y.
/// </para>
/// <para>Explicit: Σ over observed pairs of (r − s)², regularized alike with n counting all ratings: A = Σ yyᵀ + λ·nᵉ·I, b = Σ r·y.</para>
/// Equal parameters are not equal models elsewhere: benfred/implicit has c = α·r and e = 0, LensKit c = 1 + w·r and e = 0.
/// </summary>
internal sealed class AlsObjective(AlsOptions options)
{
    private readonly double _alpha = options.Alpha;
    private readonly double _regParam = options.RegParam;
    private readonly double _regExponent = options.RegExponent;
    private readonly bool _regCountsAllPairs = options.RegScaling == AlsRegScaling.AllPairs;

    /// <summary>Whether all pairs count, not only the observed ones.</summary>
    public bool ImplicitPrefs { get; } = options.ImplicitPrefs;

    /// <summary>w: confidence of a pair that was not observed; multiplies the Gram matrix in A.</summary>
    public double UnobservedWeight { get; } = options.UnobservedWeight;

    /// <summary>The multiple of yyᵀ that an observed pair adds to A.</summary>
    public double Curvature(float weight) => ImplicitPrefs ? 1 - UnobservedWeight + (_alpha * Math.Abs(weight)) : 1;

    /// <summary>The multiple of y that an observed pair adds to b.</summary>
    public double Target(float weight)
    {
        if (!ImplicitPrefs)
        {
            return weight;
        }

        return weight > 0 ? 1 + (_alpha * weight) : 0;
    }

    /// <summary><see cref="Curvature"/> and <see cref="Target"/> of many implicit weights at once, in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Expand(ReadOnlySpan<float> weights, Span<float> curvatures, Span<float> targets)
    {
        var unobserved = (float)(1 - UnobservedWeight);
        var alpha = (float)_alpha;
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var weight = new Vector<float>(weights[i..]);
            Vector<float> growth = alpha * Vector.Abs(weight);
            (growth + new Vector<float>(unobserved)).CopyTo(curvatures[i..]);
            Vector.ConditionalSelect(Vector.GreaterThan(weight, Vector<float>.Zero), growth + Vector<float>.One, Vector<float>.Zero).CopyTo(targets[i..]);
        }

        for (; i < weights.Length; i++)
        {
            curvatures[i] = unobserved + (alpha * MathF.Abs(weights[i]));
            targets[i] = weights[i] > 0 ? 1 + (alpha * weights[i]) : 0;
        }
    }

    /// <summary><see cref="PairLoss"/> summed over implicit pairs, from what <see cref="Expand"/> made of their weights: (κ + w)·(p − s)² − w·s².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double PairLosses(ReadOnlySpan<float> curvatures, ReadOnlySpan<float> targets, ReadOnlySpan<float> scores)
    {
        var unobserved = new Vector<float>((float)UnobservedWeight);
        Vector<double> losses = Vector<double>.Zero;
        for (int i = 0; i < curvatures.Length; i += Vector<float>.Count)
        {
            var score = new Vector<float>(scores[i..]);
            Vector<float> preference = Vector.ConditionalSelect(
                Vector.GreaterThan(new Vector<float>(targets[i..]), Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
            Vector<float> error = preference - score;
            Vector.Widen(((new Vector<float>(curvatures[i..]) + unobserved) * error * error) - (unobserved * score * score), out Vector<double> low, out Vector<double> high);
            losses += low + high;
        }

        return Vector.Sum(losses);
    }

    /// <summary>Whether any of a row's weights has a target, so that b is not 0.</summary>
    public bool HasTarget(ReadOnlySpan<float> weights)
    {
        foreach (float weight in weights)
        {
            if (Target(weight) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>λ·nᵉ of a row with these weights, out of so many columns.</summary>
    public double Regularization(ReadOnlySpan<float> weights, int columnCount) => _regParam * Math.Pow(CountForRegularization(weights, columnCount), _regExponent);

    /// <summary>λ·nᵉ of every row: a power each, so once for a fit.</summary>
    public float[] Regularizations(SparseRows rows)
    {
        var regularizations = new float[rows.RowCount];
        for (int row = 0; row < regularizations.Length; row++)
        {
            regularizations[row] = (float)Regularization(rows.Values(row), rows.ColumnCount);
        }

        return regularizations;
    }

    /// <summary>Σ over one side's rows of nᵉ·‖x‖², which times λ is what the side adds to the loss.</summary>
    public double CountedSquares(SparseRows rows, FactorMatrix factors)
    {
        double sum = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            double squares = 0;
            foreach (float factor in factors[row])
            {
                squares += (double)factor * factor;
            }

            sum += Math.Pow(CountForRegularization(rows.Values(row), rows.ColumnCount), _regExponent) * squares;
        }

        return sum;
    }

    /// <summary>What the factors of both sides add to the loss.</summary>
    public double RegularizationLoss(Interactions interactions, FactorMatrix customers, FactorMatrix products) =>
        _regParam * (CountedSquares(interactions.ByCustomer, customers) + CountedSquares(interactions.ByProduct, products));

    /// <summary>The part of the loss that is not a sum over observed pairs: regularization, and in the implicit case w·Σ s² over all pairs.</summary>
    public double DenseLoss(Interactions interactions, FactorMatrix customers, FactorMatrix products, GramMatrix? customersGram, GramMatrix? productsGram)
    {
        double loss = RegularizationLoss(interactions, customers, products);
        return customersGram is null || productsGram is null
            ? loss
            : loss + (UnobservedWeight * GramMatrix.SumOfSquaredScores(customersGram, productsGram));
    }

    /// <summary>What an observed pair adds to the loss; in the implicit case beyond the w·s² that every pair adds.</summary>
    public double PairLoss(float weight, double score)
    {
        if (!ImplicitPrefs)
        {
            return (weight - score) * (weight - score);
        }

        double confidence = 1 + (_alpha * Math.Abs(weight));
        double error = (weight > 0 ? 1 : 0) - score;
        return (confidence * error * error) - (UnobservedWeight * score * score);
    }

    private double CountForRegularization(ReadOnlySpan<float> weights, int columnCount)
    {
        if (!ImplicitPrefs)
        {
            return weights.Length;
        }

        int count = 0;
        foreach (float weight in weights)
        {
            count += weight > 0 ? 1 : 0;
        }

        return _regCountsAllPairs ? count + (UnobservedWeight * columnCount) : count;
    }
}
