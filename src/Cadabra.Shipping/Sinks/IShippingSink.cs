namespace Cadabra.Shipping.Sinks;

/// <summary>Where a flow delivers to: a lake or a delivery stream. Safe for concurrent use.</summary>
public interface IShippingSink : IAsyncDisposable
{
    /// <summary>As a person would name it, for logs and status: <c>/srv/lake</c>, <c>s3://bucket/prefix</c>, <c>firehose:orders</c>.</summary>
    string Name { get; }

    /// <summary>What it takes at once.</summary>
    SinkLimits Limits { get; }

    /// <summary>What has been taken so far, in the sink's own units; 0 where a parcel is one.</summary>
    long Records => 0;

    /// <summary>Lines that the sink has put among the errors of the flow so far.</summary>
    long ErrorLines => 0;

    /// <summary>Prepares the delivery of one parcel; nothing is sent yet.</summary>
    IDelivery Begin(Parcel parcel);
}
