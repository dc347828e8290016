using Cadabra.Shipping.Configuration;

namespace Cadabra.Shipping.Agent;

/// <summary>The agent as its host sees it.</summary>
public interface IShippingAgent
{
    /// <summary>
    /// Ships until it is stopped; with <paramref name="once"/> until everything that the files hold now is delivered, last lines without a line end included.
    /// </summary>
    /// <param name="once">Whether to end by itself.</param>
    /// <param name="stopping">Ends it in order: what is buffered is delivered and the checkpoint written, for at most 10 s; then it returns all the same, and nothing is lost.</param>
    Task RunAsync(bool once, CancellationToken stopping);

    /// <summary>Takes over another configuration: flows that stay go on, others end in order, new ones begin.</summary>
    Task ReloadAsync(AgentConfig config, CancellationToken cancellationToken);

    /// <summary>A moment's status; cheap, and safe to ask for at any time from any thread.</summary>
    AgentStatus Status();
}
