using System.Globalization;

using Cadabra.Storage;

namespace Cadabra.Lake.Layout;

/// <summary>The name of an object of records that could not be delivered or processed, in Firehose's own layout for errors.</summary>
public static class ErrorObjectName
{
    /// <param name="randomString">Spreads the objects over an object store's key space; any one segment.</param>
    /// <param name="errorType">Firehose's error output type, such as <c>processing-failed</c>.</param>
    /// <param name="time">When the records failed.</param>
    /// <param name="fileName">Name of the object itself, extension included.</param>
    /// <returns><c>errors/&lt;randomString&gt;/&lt;errorType&gt;/yyyy/MM/dd/&lt;fileName&gt;</c>, the date in UTC.</returns>
    /// <exception cref="ArgumentException">A part is empty, holds a <c>/</c> or is otherwise no segment of a blob name.</exception>
    public static string Format(string randomString, string errorType, DateTimeOffset time, string fileName)
    {
        ThrowIfNoSegment(randomString);
        ThrowIfNoSegment(errorType);
        ThrowIfNoSegment(fileName);
        return string.Create(
            CultureInfo.InvariantCulture, $"{LakeLayout.Errors}{randomString}/{errorType}/{time.UtcDateTime:yyyy'/'MM'/'dd}/{fileName}");
    }

    private static void ThrowIfNoSegment(string part)
    {
        BlobName.ThrowIfInvalid(part);
        if (part.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{part}' holds a '/'; expected one segment of a blob name.", nameof(part));
        }
    }
}
