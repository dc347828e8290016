namespace Cadabra.Shipping.Agent;

/// <summary>How the agent does, at one moment.</summary>
/// <param name="Flows">One for each flow of the configuration, in its order.</param>
/// <param name="BufferedBytes">Memory that buffers hold, below the cap.</param>
public sealed record AgentStatus(IReadOnlyList<FlowStatus> Flows, long BufferedBytes)
{
    /// <summary>Whether every flow delivers.</summary>
    public bool IsHealthy => Flows.All(flow => flow.Trouble is null);
}
