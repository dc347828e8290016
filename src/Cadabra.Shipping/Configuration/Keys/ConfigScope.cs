namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>Where in the file a key stands.</summary>
internal enum ConfigScope
{
    /// <summary>At the top.</summary>
    Top,

    /// <summary>In an entry of <c>flows</c>.</summary>
    Flow,

    /// <summary>In an entry of <c>dataProcessingOptions</c>.</summary>
    Option,
}
