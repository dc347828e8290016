namespace Cadabra.Training.Weighting;

/// <summary>What a returned line does to the weight of its (customer, product) pair.</summary>
public enum ReturnHandling
{
    /// <summary>Nothing. The default.</summary>
    Ignore,

    /// <summary>Its weight is subtracted; a pair that falls to zero or below is no interaction.</summary>
    Subtract,

    /// <summary>Its weight is subtracted; a pair that falls below zero stays as a negative weight: preference 0 with raised confidence.</summary>
    Negative,
}
