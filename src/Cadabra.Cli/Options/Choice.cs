namespace Cadabra.Cli.Options;

/// <summary>A value among few, with the word that names it on the command line and in help.</summary>
internal readonly record struct Choice<T>(string Text, T Value)
    where T : struct, Enum
{
    public override string ToString() => Text;
}
