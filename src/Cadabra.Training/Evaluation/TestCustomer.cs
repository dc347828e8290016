using Cadabra.Recommender.Data;
using Cadabra.Training.Splits;

namespace Cadabra.Training.Evaluation;

/// <summary>A customer who can be tested.</summary>
/// <param name="Customer">Dense customer id.</param>
/// <param name="Relevant">Held-out products that count, ascending; at least one.</param>
internal readonly record struct TestCustomer(int Customer, int[] Relevant)
{
    /// <summary>The customers with training interactions and held-out products that count.</summary>
    public static IEnumerable<TestCustomer> Of(Split split, RepeatHandling repeats)
    {
        SparseRows train = split.Train.ByCustomer;
        for (int customer = 0; customer < train.RowCount; customer++)
        {
            if (train.Columns(customer).IsEmpty)
            {
                continue;
            }

            int[] relevant = Relevance(split.Test, customer, repeats == RepeatHandling.Exclude ? train.Columns(customer) : []);
            if (relevant.Length > 0)
            {
                yield return new TestCustomer(customer, relevant);
            }
        }
    }

    // A weight of 0 or below says that the product was not liked: recommending it is no success.
    private static int[] Relevance(SparseRows test, int customer, ReadOnlySpan<int> known)
    {
        ReadOnlySpan<int> products = test.Columns(customer);
        ReadOnlySpan<float> weights = test.Values(customer);
        List<int> relevant = new(products.Length);
        for (int entry = 0; entry < products.Length; entry++)
        {
            if (weights[entry] > 0 && known.BinarySearch(products[entry]) < 0)
            {
                relevant.Add(products[entry]);
            }
        }

        return [.. relevant];
    }
}
