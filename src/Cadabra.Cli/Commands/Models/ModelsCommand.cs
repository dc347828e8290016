using System.CommandLine;
using Cadabra.Cli.Output;
using Cadabra.Models.Store;

namespace Cadabra.Cli.Commands.Models;

/// <summary><c>cadabra models</c>: what is in a store; without a verb of its own it lists.</summary>
internal sealed class ModelsCommand : ModelsVerb
{
    public ModelsCommand()
        : base(
            "models",
            "List a store's models, publish one, go back to an earlier one, and remove old ones.",
            "cadabra models --store shop/store",
            "cadabra models rollback --store shop/store")
    {
        Add(new ModelsListCommand());
        Add(new ModelsShowCommand());
        Add(new ModelsPublishCommand());
        Add(new ModelsRollbackCommand());
        Add(new ModelsPruneCommand());
    }

    protected override Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) =>
        ModelsListCommand.ListAsync(store, terminal, cancellationToken);
}
