using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cadabra.Shipping.Configuration.Json;
using Cadabra.Shipping.Configuration.Keys;
using Cadabra.Shipping.Files;
using Cadabra.Storage;

namespace Cadabra.Shipping.Configuration;

/// <summary>Reads the entries of <c>flows</c>.</summary>
/// <param name="findings">Told of every problem and warning.</param>
/// <param name="folder">What relative paths are taken from.</param>
/// <param name="memoryBytes">Cap on all buffers.</param>
internal sealed partial class FlowReader(ConfigFindings findings, string folder, int memoryBytes)
{
    /// <summary>One entry; null if it is none at all or has no pattern or destination.</summary>
    public FlowConfig? Read(ConfigValue value)
    {
        if (value.Kind != JsonValueKind.Object)
        {
            findings.Problem(value.Offset, $"a flow is {value.Shown}; expected an object with filePattern and deliveryStream or lake.");
            return null;
        }

        foreach (ConfigMember member in value.Members)
        {
            if (RefusedKeys.OfFlow(member.Key) is { } advice)
            {
                findings.Problem(member.Offset, $"{member.Key} {advice}");
                return null;
            }
        }

        var section = new ConfigSection(value, ConfigScope.Flow, findings);
        string? pattern = ReadPattern(section);
        string? lake = ReadLake(section);
        string? stream = ReadStream(section);
        if (lake is null == stream is null)
        {
            section.Problem(ConfigKeys.DeliveryStream, lake is null
                ? "a flow names neither deliveryStream nor lake; expected one of them."
                : "a flow names both deliveryStream and lake; expected one of them.");
        }

        FlowConfig flow = new()
        {
            FilePattern = pattern ?? "",
            Lake = lake,
            DeliveryStream = stream,
            InitialPosition = section.Choice(
                ConfigKeys.InitialPosition, ("END_OF_FILE", InitialPosition.EndOfFile), ("START_OF_FILE", InitialPosition.StartOfFile)),
            SkipHeaderLines = section.Number(ConfigKeys.SkipHeaderLines),
            BufferInterval = ReadInterval(section, lake),
            BufferBytes = ReadBufferBytes(section, lake),
            BufferRecords = section.Number(ConfigKeys.BufferRecords),
            RetryInitialBackoff = TimeSpan.FromMilliseconds(section.Number(ConfigKeys.RetryInitialBackoff)),
            RetryMaxBackoff = TimeSpan.FromMilliseconds(section.Number(ConfigKeys.RetryMaxBackoff)),
            Compression = section.Choice(ConfigKeys.Compression, ("gzip", FlowCompression.Gzip), ("none", FlowCompression.None)),
            CsvToJson = ProcessingReader.Read(section, findings),
        };
        Check(section, flow);
        return pattern is null || (lake ?? stream) is null ? null : flow;
    }

    private static void Check(ConfigSection section, FlowConfig flow)
    {
        if (flow.RetryInitialBackoff > flow.RetryMaxBackoff)
        {
            section.Problem(ConfigKeys.RetryInitialBackoff, string.Create(
                CultureInfo.InvariantCulture,
                $"retryInitialBackoffMillis is {flow.RetryInitialBackoff.TotalMilliseconds}, above retryMaxBackoffMillis, {flow.RetryMaxBackoff.TotalMilliseconds}; expected at most that."));
        }

        if (flow.Lake is not null && flow.CsvToJson is not null)
        {
            section.Problem(ConfigKeys.DataProcessing, "dataProcessingOptions is given for a lake, which holds the log as it was written; expected it with a deliveryStream only.");
        }

        foreach (ConfigKey idle in flow.Lake is not null
            ? [ConfigKeys.StreamBufferBytes, ConfigKeys.BufferRecords]
            : (ConfigKey[])[ConfigKeys.LakeBufferBytes, ConfigKeys.LakeInterval, ConfigKeys.Compression])
        {
            if (section.Has(idle))
            {
                section.Warn(idle, flow.Lake is not null
                    ? $"{idle.Name} has no effect on a lake; the size of an object is bufferSizeBytes."
                    : $"{idle.Name} has no effect on a delivery stream, which has its own buffers and compression.");
            }
        }
    }

    private string? ReadPattern(ConfigSection section)
    {
        if (section.Text(ConfigKeys.FilePattern) is not { Length: > 0 } pattern)
        {
            section.Problem(ConfigKeys.FilePattern, "a flow has no filePattern; expected the files to ship, such as /var/log/shop/*.log.");
            return null;
        }

        if (pattern.AsSpan().IndexOfAny('[', '{') is >= 0 and int at)
        {
            section.Problem(ConfigKeys.FilePattern, $"filePattern is '{pattern}', and '{pattern[at]}' is no wildcard here; expected *, ? and **. Give each alternative a flow of its own.");
            return null;
        }

        string full = Path.GetFullPath(pattern, folder);
        try
        {
            _ = new FileGlob(full);
            return full;
        }
        catch (ArgumentException e)
        {
            section.Problem(ConfigKeys.FilePattern, $"filePattern is no pattern: {e.Message.Split(" (Parameter")[0]}");
            return null;
        }
    }

    private string? ReadLake(ConfigSection section)
    {
        if (section.Text(ConfigKeys.Lake) is not { Length: > 0 } lake)
        {
            return null;
        }

        if (!BlobLocation.IsUri(lake))
        {
            return Path.GetFullPath(lake, folder);
        }

        if (!lake.StartsWith("s3://", StringComparison.Ordinal))
        {
            section.Problem(ConfigKeys.Lake, $"lake is '{lake}'; expected {ConfigKeys.Lake.Range}.");
        }

        return lake;
    }

    private static string? ReadStream(ConfigSection section)
    {
        string? stream = section.Text(ConfigKeys.DeliveryStream);
        if (stream is not null && !StreamName().IsMatch(stream))
        {
            section.Problem(ConfigKeys.DeliveryStream, $"deliveryStream is '{stream}'; expected {ConfigKeys.DeliveryStream.Range}.");
        }

        return stream;
    }

    /// <summary>A lake takes the delivery stream's key too, so that moving a flow to a lake changes one line.</summary>
    private static TimeSpan ReadInterval(ConfigSection section, string? lake)
    {
        int milliseconds = section.Number(ConfigKeys.BufferAge);
        return lake is not null && section.Has(ConfigKeys.LakeInterval)
            ? TimeSpan.FromSeconds(section.Number(ConfigKeys.LakeInterval))
            : TimeSpan.FromMilliseconds(milliseconds);
    }

    private int ReadBufferBytes(ConfigSection section, string? lake)
    {
        NumberKey key = lake is null ? ConfigKeys.StreamBufferBytes : ConfigKeys.LakeBufferBytes;
        int bytes = section.Number(key);
        if (bytes > memoryBytes)
        {
            section.Problem(key, string.Create(
                CultureInfo.InvariantCulture, $"{key.Name} is {bytes}, more than memoryBytes, {memoryBytes}; expected at most that, or a larger memoryBytes."));
        }

        return bytes;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StreamName();
}
