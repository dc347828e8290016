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

            int[] relevant = repeats == RepeatHandling.Include
                ? split.Test.Columns(customer).ToArray()
                : Without(split.Test.Columns(customer), train.Columns(customer));
            if (relevant.Length > 0)
            {
                yield return new TestCustomer(customer, relevant);
            }
        }
    }

    private static int[] Without(ReadOnlySpan<int> products, ReadOnlySpan<int> known)
    {
        List<int> rest = new(products.Length);
        foreach (int product in products)
        {
            if (known.BinarySearch(product) < 0)
            {
                rest.Add(product);
            }
        }

        return [.. rest];
    }
}
