using System.CommandLine;

namespace Cadabra.Cli.Options;

/// <summary>The option that names a store of models.</summary>
internal sealed class StoreParameters
{
    private readonly Option<string> _store = new("--store")
    {
        Description = "Folder or s3:// URI of models.",
        HelpName = "dir",
        DefaultValueFactory = _ => Stores.Default,
    };

    public void AddTo(Command command) => command.Add(_store);

    public string Read(ParseResult parsed) => parsed.GetValue(_store)!;
}
