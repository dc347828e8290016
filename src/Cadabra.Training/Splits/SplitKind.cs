namespace Cadabra.Training.Splits;

/// <summary>How orders are divided into what a model learns from and what it is tested on.</summary>
public enum SplitKind
{
    /// <summary>Each customer's last invoice is held out; customers with one invoice only teach. Asks: what does this customer buy next?</summary>
    LastOrder,

    /// <summary>Everything from a date on is held out. Asks: how would the model trained that day have done? The strictest: nothing later teaches.</summary>
    Time,

    /// <summary>A random share of the (customer, product) pairs is held out. Common in papers, and optimistic: the model learns from the future.</summary>
    Random,
}
