namespace Cadabra.Shipping.Following;

/// <summary>Where the file of a log is.</summary>
internal enum FilePlace
{
    /// <summary>Where the flow's pattern finds it.</summary>
    Matched,

    /// <summary>In the same folder under a name that the pattern does not match: it was rotated.</summary>
    Renamed,

    /// <summary>Deleted, or moved where it was not found. An open file is still read to its end.</summary>
    Gone,
}
