using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Views;
using Cadabra.Models.Store;

namespace Cadabra.Cli.Commands.Models;

/// <summary>A verb on a store. With <c>--json</c> each ends by listing the models as they are then.</summary>
internal abstract class ModelsVerb : VerbCommand
{
    private readonly StoreParameters _store = new();
    private readonly OutputParameters _output = new();

    protected ModelsVerb(string name, string description, params string[] examples)
        : base(name, description, examples)
    {
        _store.AddTo(this);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    /// <summary>Does the verb's work and says what it did.</summary>
    protected abstract Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        ModelStore store = Stores.Open(_store.Read(parsed));
        await RunAsync(store, parsed, terminal, cancellationToken);
        terminal.Json(ModelsView.ToJson(await store.ListAsync(cancellationToken)), CliJson.Default.ModelsJson);
        return ExitCode.Done;
    }
}
