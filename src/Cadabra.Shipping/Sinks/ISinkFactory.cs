using Cadabra.Shipping.Configuration;
using Cadabra.Storage;

namespace Cadabra.Shipping.Sinks;

/// <summary>Makes the sinks that a configuration names. The host's, since it alone knows the clouds.</summary>
public interface ISinkFactory
{
    /// <summary>The sink of a flow.</summary>
    IShippingSink CreateSink(FlowConfig flow, AgentConfig config);

    /// <summary>Where the errors of a flow go, in the layout <c>errors/…</c> of the lake: its lake, or a folder of this machine for a delivery stream.</summary>
    IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config);
}
