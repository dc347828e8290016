using System.CommandLine;
using Cadabra.Cli.Output;
using Cadabra.Models.Store;
using Spectre.Console;

namespace Cadabra.Cli.Commands.Models;

/// <summary><c>cadabra models publish</c>: makes a model the current one.</summary>
internal sealed class ModelsPublishCommand : ModelsVerb
{
    private readonly Argument<string> _name = ModelName.Argument();

    public ModelsPublishCommand()
        : base("publish", "Make a model the current one, after checking every byte of it.", "cadabra models publish 20261123-204500 --store shop/store")
    {
        Add(_name);
    }

    protected override async Task RunAsync(ModelStore store, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string name = ModelName.Read(parsed, _name);
        await store.PublishAsync(name, cancellationToken);
        terminal.Line($"Published [bold]{Markup.Escape(name)}[/].");
    }
}
