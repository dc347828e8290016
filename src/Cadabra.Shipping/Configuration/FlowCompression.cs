namespace Cadabra.Shipping.Configuration;

/// <summary>What becomes of the bytes of a lake object.</summary>
public enum FlowCompression
{
    /// <summary>gzip at the fastest level.</summary>
    Gzip,

    /// <summary>None.</summary>
    None,
}
