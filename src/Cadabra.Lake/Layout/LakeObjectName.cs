using System.Globalization;
using System.Text.RegularExpressions;

namespace Cadabra.Lake.Layout;

/// <summary>
/// The file name of a lake object, as Amazon Data Firehose builds it: <c>&lt;stream&gt;-&lt;version&gt;-2011-11-11-05-00-12-&lt;id&gt;.gz</c>,
/// all times UTC. Firehose's id is random; Cadabra's is that of a <see cref="LogRange"/>.
/// </summary>
public sealed partial record LakeObjectName
{
    private const string ArrivalFormat = "yyyy-MM-dd-HH-mm-ss";

    /// <exception cref="ArgumentException">A part is empty or holds a character that it may not.</exception>
    public LakeObjectName(string stream, int version, DateTimeOffset arrival, string id, string extension)
    {
        // Names carry whole seconds; cutting here makes a name equal to the one parsed from it.
        DateTime utc = arrival.UtcDateTime;
        Stream = stream;
        Version = version;
        Arrival = new DateTimeOffset(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond)), TimeSpan.Zero);
        Id = id;
        Extension = extension;
        if (!Pattern().IsMatch(FileName))
        {
            throw new ArgumentException(
                $"'{FileName}' is no name of a lake object; expected a stream of 1 to 64 characters of [A-Za-z0-9_.-], a version from 0, "
                + "an id of [A-Za-z0-9-] and an extension that is empty or '.' and letters.");
        }
    }

    public string Stream { get; }

    /// <summary>Version of the stream's configuration; 1 for Cadabra.</summary>
    public int Version { get; }

    /// <summary>When the oldest bytes of the object arrived, UTC, to the second.</summary>
    public DateTimeOffset Arrival { get; }

    public string Id { get; }

    /// <summary>Empty, or the dot and what follows: <c>.gz</c>, <c>.log</c>.</summary>
    public string Extension { get; }

    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"{Stream}-{Version}-{Arrival.ToString(ArrivalFormat, CultureInfo.InvariantCulture)}-{Id}{Extension}");

    /// <summary>The name in a container that lies at the lake's root: partition, then file name.</summary>
    public string BlobName => Partition.At(Arrival).Prefix + FileName;

    /// <summary>The object that holds <paramref name="range"/>.</summary>
    public static LakeObjectName Of(string stream, LogRange range, DateTimeOffset arrival, string extension)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new LakeObjectName(stream, version: 1, arrival, range.ToId(), extension);
    }

    /// <summary>Reads a file name back, Cadabra's or Firehose's; null for any other.</summary>
    public static LakeObjectName? TryParse(string fileName)
    {
        Match match = Pattern().Match(fileName);
        return match.Success
            && int.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            && DateTimeOffset.TryParseExact(
                match.Groups["arrival"].ValueSpan, ArrivalFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset arrival)
            ? new LakeObjectName(match.Groups["stream"].Value, version, arrival, match.Groups["id"].Value, match.Groups["extension"].Value)
            : null;
    }

    public override string ToString() => FileName;

    // A stream's name may itself hold hyphens and digits: the first group is greedy, so the last possible date counts.
    [GeneratedRegex(
        @"\A(?<stream>[A-Za-z0-9_.-]{1,64})-(?<version>0|[1-9][0-9]{0,8})-(?<arrival>[0-9]{4}(-[0-9]{2}){5})-(?<id>[A-Za-z0-9-]+)(?<extension>(\.[A-Za-z0-9]+)*)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
