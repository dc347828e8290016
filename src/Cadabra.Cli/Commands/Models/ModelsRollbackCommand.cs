using System.CommandLine;
using Cadabra.Cli.Output;
using Cadabra.Models.Store;
using Spectre.Console;

namespace Cadabra.Cli.Commands.Models;

/// <summary><c>cadabra models rollback</c>: makes the model current that was published before.</summary>
internal sealed class ModelsRollbackCommand() : ModelsVerb("rollback", "Make the model current that was published before.", "cadabra models rollback --store shop/store")
{
    protected override async Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Line($"Back to [bold]{Markup.Escape(await store.RollbackAsync(cancellationToken))}[/].");
}
