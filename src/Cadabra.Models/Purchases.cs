using Cadabra.Recommender.Data;

namespace Cadabra.Models;

/// <summary>
/// Who bought what: the interactions that a model was trained on, customers × products, and when each pair last happened.
/// They are what recommendations leave out and what the shop window of a customer shows. Immutable; safe to read from many threads.
/// </summary>
public sealed class Purchases
{
    private readonly DateTime[] _last;

    /// <summary>Takes ownership of both.</summary>
    /// <param name="weights">Weight of each (customer, product) pair.</param>
    /// <param name="last">Time of each pair's last purchase, at the places of the entries of <paramref name="weights"/>; <see cref="DateTime.MinValue"/> if unknown.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public Purchases(SparseRows weights, DateTime[] last)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(last);
        if (weights.EntryCount != last.Length)
        {
            throw new ArgumentException($"There are {weights.EntryCount} weights and {last.Length} times; every weight has one time.", nameof(last));
        }

        Weights = weights;
        _last = last;
    }

    /// <summary>Weights, customers × products.</summary>
    public SparseRows Weights { get; }

    /// <summary>Number of (customer, product) pairs.</summary>
    public int Count => _last.Length;

    /// <summary>
    /// When a customer last bought each of the products of <c>Weights.Columns(customer)</c>, at the same places: the shop's local time,
    /// to the microsecond, <see cref="DateTime.MinValue"/> where it is not known.
    /// </summary>
    public ReadOnlySpan<DateTime> Last(int customer) => _last.AsSpan(Weights.Offsets[customer]..Weights.Offsets[customer + 1]);
}
