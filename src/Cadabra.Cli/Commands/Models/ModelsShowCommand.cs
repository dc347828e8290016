using System.CommandLine;
using Cadabra.Cli.Output;
using Cadabra.Cli.Views;
using Cadabra.Models.Store;

namespace Cadabra.Cli.Commands.Models;

/// <summary><c>cadabra models show</c>: one model in full, after checking every byte of it.</summary>
internal sealed class ModelsShowCommand : ModelsVerb
{
    private readonly Argument<string> _name = ModelName.Argument();

    public ModelsShowCommand()
        : base("show", "Show where a model comes from, and check every byte of it.", "cadabra models show 20261123-204500 --store shop/store")
    {
        Add(_name);
    }

    protected override async Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken) =>
        ModelsView.Show(await store.VerifyAsync(ModelName.Read(parsed, _name), cancellationToken), terminal);
}
