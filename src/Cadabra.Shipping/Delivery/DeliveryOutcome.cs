namespace Cadabra.Shipping.Delivery;

/// <summary>How a delivery has ended.</summary>
internal enum DeliveryOutcome
{
    /// <summary>All of the parcel is durable at the sink.</summary>
    Arrived,

    /// <summary>The agent ends; the next run sends the parcel again as it was recorded.</summary>
    Cancelled,

    /// <summary>The bytes are nowhere to be had any more.</summary>
    Lost,
}
