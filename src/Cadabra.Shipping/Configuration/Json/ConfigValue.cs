using System.Text.Json;

namespace Cadabra.Shipping.Configuration.Json;

/// <summary>One value of the file and where it stands: unlike the framework's own documents, it can tell a person the line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Of its first byte.</param>
internal sealed record ConfigValue(JsonValueKind Kind, int Offset)
{
    /// <summary>A text without its quotes, or a number, <c>true</c> or <c>false</c> as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of an object, in the file's order.</summary>
    public IReadOnlyList<ConfigMember> Members { get; init; } = [];

    /// <summary>Of an array.</summary>
    public IReadOnlyList<ConfigValue> Items { get; init; } = [];

    /// <summary>As an error message names it.</summary>
    public string Shown => Kind switch
    {
        JsonValueKind.String => $"'{Text}'",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Text,
    };
}
