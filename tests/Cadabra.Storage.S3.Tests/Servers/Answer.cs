using System.Text;

namespace Cadabra.Storage.S3.Tests.Servers;

/// <summary>What <see cref="ScriptedServer"/> answers to one request.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    /// <summary>As an object of two parts has it. Any other the SDK takes for the MD5 of the body, and checks it.</summary>
    public const string ETag = "\"0123456789abcdef0123456789abcdef-2\"";

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Bytes of the body after which the connection is cut; null for all of it and no cut.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether it falls silent instead of cutting the connection.</summary>
    public bool Silent { get; init; }

    public static Answer Ok(string body = "") => new(200, Encoding.UTF8.GetBytes(body)) { Headers = { [nameof(ETag)] = ETag } };

    /// <summary>The whole of an object, or what is left of it from an offset.</summary>
    public static Answer Object(byte[] value, int from = 0) => from == 0
        ? new Answer(200, value) { Headers = { [nameof(ETag)] = ETag } }
        : new Answer(206, value[from..]) { Headers = { [nameof(ETag)] = ETag, ["Content-Range"] = $"bytes {from}-{value.Length - 1}/{value.Length}" } };

    public static Answer Error(int status, string code, string message = "as scripted") =>
        Ok($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message><RequestId>1</RequestId></Error>") with { Status = status };
}
