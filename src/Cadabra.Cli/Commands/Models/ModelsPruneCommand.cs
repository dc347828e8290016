using System.CommandLine;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Models.Store;
using Cadabra.Storage;
using Spectre.Console;

namespace Cadabra.Cli.Commands.Models;

/// <summary><c>cadabra models prune</c>: removes old models and what interrupted writes left.</summary>
internal sealed class ModelsPruneCommand : ModelsVerb
{
    private const int DefaultKeep = 5;

    // A directory without a manifest may be a model that is being written right now.
    private static readonly TimeSpan UnfinishedAge = TimeSpan.FromDays(1);

    private readonly Option<int> _keep = OptionFactory.Number("--keep", "How many of the newest models stay; the current one and the one before it always do.", DefaultKeep);

    public ModelsPruneCommand()
        : base("prune", "Remove old models.", "cadabra models prune --keep 3 --store shop/store")
    {
        Add(_keep);
        _keep.Validators.Add(result =>
        {
            if (result.GetValue(_keep) < 1)
            {
                result.AddError("--keep must be 1 or more.");
            }
        });
    }

    protected override async Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> removed = await store.PruneAsync(parsed.GetValue(_keep), UnfinishedAge, cancellationToken);

        // Elsewhere than on disk a put leaves nothing that a listing could find.
        if (!BlobLocation.IsUri(store.Location))
        {
            new DiskBlobContainer(store.Location).DeleteLeftovers(UnfinishedAge);
        }

        terminal.Line(removed.Count == 0 ? "Nothing to remove." : $"Removed {Markup.Escape(string.Join(", ", removed))}.");
    }
}
