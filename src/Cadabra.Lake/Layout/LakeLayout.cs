namespace Cadabra.Lake.Layout;

/// <summary>The two folders of a lake root, as names of a container that lies at the root.</summary>
public static class LakeLayout
{
    /// <summary>Delivered logs, in partitions.</summary>
    public const string Orders = "orders/";

    /// <summary>Records that could not be delivered or processed; never read as orders.</summary>
    public const string Errors = "errors/";
}
