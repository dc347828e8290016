using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Shares the lengths of factors out between the two sides. Multiplying all customers by s and all products by 1/s changes no score, so of
/// all s the best one has the least regularization, s²·C + P/s² with C and P the sides' Σ nᵉ·‖x‖²: it is least at s⁴ = P/C, where both are equal.
/// Alternating solves get there too, but slowly: after a random start one side can be ten times too long. The loss never rises by it.
/// </summary>
internal sealed class FactorBalance(Interactions interactions, AlsObjective objective)
{
    // Closer than this the gain is below one part in a thousand of the regularization, not worth another pass over the factors.
    private const double Tolerance = 0.01;

    /// <summary>Scales both sides; false if they were left as they are.</summary>
    public bool Apply(FactorMatrix customers, FactorMatrix products)
    {
        double customerSquares = objective.CountedSquares(interactions.ByCustomer, customers);
        double productSquares = objective.CountedSquares(interactions.ByProduct, products);
        if (!(customerSquares > 0 && productSquares > 0))
        {
            return false;
        }

        double scale = Math.Pow(productSquares / customerSquares, 0.25);
        if (Math.Abs(scale - 1) < Tolerance)
        {
            return false;
        }

        Scale(customers, (float)scale);
        Scale(products, (float)(1 / scale));
        return true;
    }

    private static void Scale(FactorMatrix factors, float scale)
    {
        foreach (ref float factor in factors.Values)
        {
            factor *= scale;
        }
    }
}
