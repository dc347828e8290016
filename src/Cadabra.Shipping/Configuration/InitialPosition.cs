namespace Cadabra.Shipping.Configuration;

/// <summary>Where a flow begins in files that are there when it is started for the first time. Files that appear later are read from their start.</summary>
public enum InitialPosition
{
    /// <summary>At the end: only what is written from now on.</summary>
    EndOfFile,

    /// <summary>At the start, oldest file first.</summary>
    StartOfFile,
}
