using System.Text.Json;
using Cadabra.Shipping.Configuration.Json;
using Cadabra.Shipping.Configuration.Keys;
using Cadabra.Storage;

namespace Cadabra.Shipping.Configuration;

/// <summary>Reads <c>agent.json</c>, the Kinesis agent's own format with our additions. Every problem is told at once, each with its line.</summary>
public static class AgentConfigReader
{
    /// <summary>Reads a file. Relative paths in it are taken from its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stateFolder">Overrides what the file says; null for none.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    /// <exception cref="AgentConfigException">The agent must not run with it.</exception>
    public static AgentConfig Read(string path, string? stateFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllBytes(path), path, stateFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The configuration '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    internal static AgentConfig Parse(ReadOnlySpan<byte> utf8, string path, string? stateFolder)
    {
        var text = new ConfigText(utf8);
        ConfigValue root;
        try
        {
            root = text.Parse();
        }
        catch (JsonException e)
        {
            throw new AgentConfigException(path, [$"line {e.LineNumber + 1}: no JSON: {e.Message.Split(" LineNumber:")[0]}"]);
        }

        var findings = new ConfigFindings(text);
        if (root.Kind != JsonValueKind.Object)
        {
            throw new AgentConfigException(path, [$"{text.Place(root.Offset)}: the file holds {root.Shown}; expected an object with flows."]);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        AgentConfig config = ReadAgent(root, findings, folder, stateFolder);
        return findings.Problems.Count > 0 ? throw new AgentConfigException(path, findings.Problems) : config with { Warnings = findings.Warnings };
    }

    private static AgentConfig ReadAgent(ConfigValue root, ConfigFindings findings, string folder, string? stateFolder)
    {
        foreach (ConfigMember member in root.Members)
        {
            if (RefusedKeys.OfAgent(member.Key) is { } advice)
            {
                findings.Problem(member.Offset, $"{member.Key} {advice}");
            }
        }

        var section = new ConfigSection(root, ConfigScope.Top, findings);
        int memoryBytes = section.Number(ConfigKeys.MemoryBytes);
        string state = stateFolder is null ? FindStateFolder(section, folder) : Path.GetFullPath(stateFolder);
        List<FlowConfig> flows = [];
        List<(FlowConfig Flow, int Offset)> places = [];
        if (section.Find(ConfigKeys.Flows.Name) is not { Value: { Kind: JsonValueKind.Array, Items: { Count: > 0 } items } })
        {
            section.Problem(ConfigKeys.Flows, $"flows is missing or empty; expected {ConfigKeys.Flows.Range}.");
            items = [];
        }

        var reader = new FlowReader(findings, folder, memoryBytes);
        foreach (ConfigValue item in items)
        {
            FlowConfig? flow = reader.Read(item);
            if (flow is not null && flows.Any(other => (other.FilePattern, other.Lake, other.DeliveryStream) == (flow.FilePattern, flow.Lake, flow.DeliveryStream)))
            {
                findings.Problem(item.Offset, $"the flow of {flow.FilePattern} is given twice with the same destination: its lines would arrive twice.");
            }
            else if (flow is not null)
            {
                flows.Add(flow);
                places.Add((flow, item.Offset));
            }
        }

        string[] lakes = [.. flows.Select(flow => flow.Lake).OfType<string>()];
        foreach ((FlowConfig flow, int offset) in places)
        {
            if (FlowConflicts.Find(flow.FilePattern, lakes, state) is { } conflict)
            {
                findings.Problem(offset, conflict);
            }
        }

        return new AgentConfig
        {
            Flows = flows,
            StateFolder = state,
            FirehoseEndpoint = section.Text(ConfigKeys.FirehoseEndpoint) is { Length: > 0 } endpoint ? endpoint : null,
            MemoryBytes = memoryBytes,
        };
    }

    private static string FindStateFolder(ConfigSection section, string folder)
    {
        if (section.Text(ConfigKeys.StateFolder) is { Length: > 0 } state)
        {
            return Path.GetFullPath(state, folder);
        }

        if (section.Text(ConfigKeys.CheckpointFile) is { Length: > 0 } file)
        {
            string ofFile = Path.GetDirectoryName(Path.GetFullPath(file, folder)) ?? folder;
            if (DefaultStateFolder.IsVolatile(ofFile))
            {
                section.Warn(ConfigKeys.CheckpointFile, $"checkpointFile lies in {ofFile}, which a reboot empties; the state is kept in {DefaultStateFolder.Path} instead. Name a stateFolder to choose another.");
                return DefaultStateFolder.Path;
            }

            section.Warn(ConfigKeys.CheckpointFile, "only the folder of checkpointFile is used; the Kinesis agent's own checkpoints are not read, so initialPosition decides where files begin.");
            return ofFile;
        }

        return DefaultStateFolder.Path;
    }
}
