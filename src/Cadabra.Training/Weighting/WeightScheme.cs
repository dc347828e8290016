namespace Cadabra.Training.Weighting;

/// <summary>What one order line adds to the weight of its (customer, product) pair.</summary>
public enum WeightScheme
{
    /// <summary>1 for each line: how often the customer bought the product. The default.</summary>
    Count,

    /// <summary>ln(1 + |quantity|): a wholesale box of 500 says more than one piece, but not 500 times more.</summary>
    LogQuantity,
}
