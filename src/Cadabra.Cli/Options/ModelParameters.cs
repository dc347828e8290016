using System.CommandLine;
using Cadabra.Models;

namespace Cadabra.Cli.Options;

/// <summary>The options that name one model: a store, whose current model is meant, or a model directory.</summary>
internal sealed class ModelParameters
{
    private readonly StoreParameters _store = new();
    private readonly Option<string?> _model = new("--model") { Description = "A model directory or its s3:// URI, instead of the store's current model.", HelpName = "dir" };

    public void AddTo(Command command)
    {
        _store.AddTo(command);
        command.Add(_model);
    }

    public Task<Model> ReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        parsed.GetValue(_model) is { } path
            ? Stores.ReadModelAsync(path, cancellationToken)
            : Stores.Open(_store.Read(parsed)).OpenCurrentAsync(cancellationToken);
}
