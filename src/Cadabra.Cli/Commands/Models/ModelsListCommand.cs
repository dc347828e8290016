using System.CommandLine;
using Cadabra.Cli.Output;
using Cadabra.Cli.Views;
using Cadabra.Models.Store;

namespace Cadabra.Cli.Commands.Models;

/// <summary><c>cadabra models list</c>.</summary>
internal sealed class ModelsListCommand() : ModelsVerb("list", "List the models, newest first.", "cadabra models list --store shop/store")
{
    public static async Task ListAsync(ModelStore store, Terminal terminal, CancellationToken cancellationToken) =>
        ModelsView.Show(await store.ListAsync(cancellationToken), store.Location, terminal);

    protected override Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) =>
        ListAsync(store, terminal, cancellationToken);
}
