namespace Cadabra.Shipping.Sinks;

/// <summary>Where a flow delivers to: a lake or a delivery stream. Safe for concurrent use.</summary>
public interface IShippingSink : IAsyncDisposable
{
    /// <summary>As a person would name it, for logs and status: <c>/srv/lake</c>, <c>s3://bucket/prefix</c>, <c>firehose:orders</c>.</summary>
    string Name { get; }

    /// <summary>What it takes at once.</summary>
    SinkLimits Limits { get; }

    /// <summary>Prepares the delivery of one parcel; nothing is sent yet.</summary>
    IDelivery Begin(Parcel parcel);
}
