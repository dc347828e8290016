using System.Text.RegularExpressions;

namespace Cadabra.Shipping.Following;

/// <summary>Reads the names that rotation gives: a number or a date behind the name of the log, or before its extension.</summary>
internal static partial class RotatedName
{
    /// <summary>Paths that a log may have had before it was rotated to this one: none, one or two. <c>shop.log.2</c> and <c>shop-20111111.log</c> were <c>shop.log</c>.</summary>
    public static IEnumerable<string> Originals(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        string name = Path.GetFileName(path);
        if (Behind().Match(name) is { Success: true } behind)
        {
            yield return Path.Combine(folder, behind.Groups["name"].Value);
        }

        if (Before().Match(name) is { Success: true } before)
        {
            yield return Path.Combine(folder, before.Groups["name"].Value + before.Groups["extension"].Value);
        }
    }

    [GeneratedRegex(@"^(?<name>.+?)[.\-_]([0-9][0-9TZ:.\-_]*|old|prev)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"^(?<name>.+?)[.\-_][0-9][0-9TZ:.\-_]*(?<extension>\.[A-Za-z]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
