using Cadabra.Shipping.Checkpoints;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Agent;

/// <summary>What all flows of an agent share.</summary>
internal sealed record FlowContext(AgentConfig Config, ISinkFactory Sinks, CheckpointStore Store, TimeProvider Time, ILogger Logger);
