using System.Text;

namespace Cadabra.Models.Store;

/// <summary>
/// What the blob <c>current</c> holds: names of published models, one a line, the current one first and before it what was published earlier.
/// Pointer and history are one blob, so that one atomic put switches both.
/// </summary>
internal sealed class PublishHistory
{
    /// <summary>Lines kept; further back nobody rolls.</summary>
    private const int Limit = 100;

    private readonly string[] _names;

    private PublishHistory(IEnumerable<string> names) => _names = [.. names.Take(Limit)];

    /// <summary>The published model; null if none was ever published.</summary>
    public string? Current => _names.Length > 0 ? _names[0] : null;

    /// <summary>What was published before the current model, latest first.</summary>
    public IEnumerable<string> Earlier => _names.Skip(1).Where(name => name != Current);

    public static PublishHistory Parse(string text) =>
        new(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The history after publishing a model.</summary>
    public PublishHistory Publish(string name) => name == Current ? this : new(_names.Prepend(name));

    /// <summary>The history after going back to the last time that an earlier model was published; what came after it is forgotten.</summary>
    public PublishHistory RollBackTo(string name) => new(_names.Skip(1).SkipWhile(earlier => earlier != name));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(_names.Select(name => name + "\n")));
}
