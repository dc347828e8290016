using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Als;

/// <summary>
/// Alternating least squares: with one side's factors fixed, the best factors of each row of the other are the solution of a small
/// linear system (Hu, Koren, Volinsky 2008). The objective is Spark ML's, so equal parameters mean equal models.
/// </summary>
public static class AlternatingLeastSquares
{
    /// <summary>Fits a factorization. As in Spark an iteration solves the products first, then the customers.</summary>
    /// <param name="interactions">At least one; customers and products without any get zero factors.</param>
    /// <param name="options">See there; the same options and interactions give the same bits on one machine, whatever the number of threads.</param>
    /// <param name="progress">Told of every iteration.</param>
    /// <param name="cancellationToken">Stops within a chunk of rows.</param>
    /// <exception cref="ArgumentException">There are no interactions, or an option is out of range.</exception>
    /// <exception cref="ArithmeticException">The weights are too large for the factors to stay finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AlsFit Fit(
        Interactions interactions, AlsOptions options, IProgress<AlsIteration>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (interactions.Count == 0)
        {
            throw new ArgumentException(
                $"There are no interactions to fit ({interactions.CustomerCount} customers, {interactions.ProductCount} products); expected at least one pair of a customer and a product.",
                nameof(interactions));
        }

        return new AlsTrainer(interactions, options, AlsSweep.Create(interactions, options)).Fit(progress, cancellationToken);
    }
}
