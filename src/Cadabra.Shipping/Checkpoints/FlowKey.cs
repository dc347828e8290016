using Cadabra.Shipping.Configuration;

namespace Cadabra.Shipping.Checkpoints;

/// <summary>What tells a flow from the others over restarts and changes of its other settings: which files, and where to.</summary>
internal sealed record FlowKey(string Destination, string FilePattern)
{
    /// <summary>As it stands in a checkpoint.</summary>
    public string Text => $"{Destination} {FilePattern}";

    public static FlowKey Of(FlowConfig flow) =>
        new(flow.Lake is string lake ? $"lake:{lake}" : $"firehose:{flow.DeliveryStream}", flow.FilePattern);

    /// <summary>Whether a checkpoint's flow delivers to the same place.</summary>
    public bool IsSameDestination(string text) => text.StartsWith(Destination + " ", StringComparison.Ordinal);
}
