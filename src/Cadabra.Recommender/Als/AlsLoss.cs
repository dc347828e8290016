using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>
/// The value of the objective, in double precision. What every pair adds comes from the Gram matrices, so the cost is one score for each
/// observed pair.
/// </summary>
internal sealed class AlsLoss(Interactions interactions, AlsObjective objective)
{
    private readonly RowChunks _customers = new(interactions.ByCustomer);

    /// <summary>The whole loss, given its part that is not a sum over observed pairs.</summary>
    public double Compute<TKernel>(FactorMatrix customers, FactorMatrix products, double denseLoss, int workers, CancellationToken cancellationToken)
        where TKernel : struct, IKernel
    {
        double loss = denseLoss;

        // Summed in the order of the chunks, so that the threads don't show in the last bits.
        var partials = new double[_customers.Count];
        ChunkLoop.Run(
            workers,
            partials.Length,
            (_, chunk) => partials[chunk] = ObservedLoss<TKernel>(_customers[chunk].Start, _customers[chunk].End, customers, products),
            cancellationToken);
        foreach (double partial in partials)
        {
            loss += partial;
        }

        return loss;
    }

    private double ObservedLoss<TKernel>(int start, int end, FactorMatrix customers, FactorMatrix products)
        where TKernel : struct, IKernel
    {
        double loss = 0;
        for (int customer = start; customer < end; customer++)
        {
            ReadOnlySpan<int> columns = interactions.ByCustomer.Columns(customer);
            ReadOnlySpan<float> weights = interactions.ByCustomer.Values(customer);
            for (int i = 0; i < columns.Length; i++)
            {
                loss += objective.PairLoss(weights[i], TKernel.DotWide(customers[customer], products[columns[i]]));
            }
        }

        return loss;
    }
}
