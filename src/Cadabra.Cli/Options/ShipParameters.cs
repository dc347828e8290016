using System.CommandLine;
using System.Net;
using Cadabra.Shipping.Configuration;
using Cadabra.Storage;

namespace Cadabra.Cli.Options;

/// <summary>The options that say what to ship and where to: a configuration, or a pattern and a lake.</summary>
internal sealed class ShipParameters
{
    private const int DefaultBufferBytes = 16 << 20;

    private readonly Option<string?> _config = new("--config") { Description = "Configuration, in the format of the Kinesis agent.", HelpName = "agent.json" };
    private readonly Option<string?> _logs = new("--logs") { Description = "Instead of a configuration: the files to ship, read from their start.", HelpName = "pattern" };
    private readonly Option<string?> _lake = new("--lake") { Description = "With --logs: the lake, a folder or s3://bucket/prefix.", HelpName = "lake" };
    private readonly Option<string?> _state = new("--state") { Description = "Folder of the checkpoint; overrides the configuration.", HelpName = "dir" };

    private readonly Option<IPEndPoint?> _listen = new("--listen")
    {
        Description = "Serve /healthz and /metrics on a loopback address.",
        HelpName = "127.0.0.1:port",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (IPEndPoint.TryParse(text, out IPEndPoint? endPoint) && endPoint.Port > 0)
            {
                return endPoint;
            }

            result.AddError($"--listen is '{text}'; expected a loopback address and a port, such as 127.0.0.1:9273.");
            return null;
        },
    };

    public void AddTo(Command command)
    {
        Option[] options = [_config, _logs, _lake, _state, _listen];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            bool config = result.GetValue(_config) is not null;
            bool logs = result.GetValue(_logs) is not null;
            bool lake = result.GetValue(_lake) is not null;
            if (config == logs || logs != lake)
            {
                result.AddError("Expected either --config agent.json, or --logs and --lake.");
            }
        });
    }

    public IPEndPoint? Listen(ParseResult parsed) => parsed.GetValue(_listen);

    /// <summary>Reads the configuration, each time anew.</summary>
    public AgentConfig Read(ParseResult parsed)
    {
        string? state = parsed.GetValue(_state);
        return parsed.GetValue(_config) is { } path
            ? AgentConfigReader.Read(path, state)
            : ForLake(parsed.GetValue(_logs)!, parsed.GetValue(_lake)!, state);
    }

    /// <summary>One flow to a lake. The checkpoint lies in a lake on this machine, so that deleting the lake begins anew; readers pass over names with a dot.</summary>
    public static AgentConfig ForLake(string logs, string lake, string? state)
    {
        bool isUri = BlobLocation.IsUri(lake);
        string root = isUri ? lake : Path.GetFullPath(lake);
        string pattern = Path.GetFullPath(logs);
        string stateFolder = state is not null ? Path.GetFullPath(state) : isUri ? DefaultStateFolder.Path : Path.Combine(root, ".ship");
        if (Directory.Exists(pattern))
        {
            throw new InputException($"'{logs}' is a folder; expected the files in it, such as '{Path.Combine(logs, "*.log")}', in quotes.");
        }

        if (FlowConflicts.Find(pattern, [root], stateFolder) is { } conflict)
        {
            throw new InputException(conflict);
        }

        return new AgentConfig
        {
            Flows =
            [
                new FlowConfig
                {
                    FilePattern = pattern,
                    Lake = root,
                    InitialPosition = InitialPosition.StartOfFile,
                    BufferBytes = DefaultBufferBytes,
                },
            ],
            StateFolder = stateFolder,
        };
    }
}
