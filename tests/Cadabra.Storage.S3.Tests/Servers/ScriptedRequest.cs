using System.Net;

namespace Cadabra.Storage.S3.Tests.Servers;

/// <summary>A request as <see cref="ScriptedServer"/> got it.</summary>
internal sealed class ScriptedRequest(HttpListenerRequest request, byte[] body, bool foreseen)
{
    private readonly WebHeaderCollection _headers = (WebHeaderCollection)request.Headers;

    /// <summary>Whether the script had an answer.</summary>
    public bool Foreseen => foreseen;

    /// <summary>Method, path and query: <c>PUT /bucket/prefix/name?uploadId=1</c>.</summary>
    public string Line { get; } = $"{request.HttpMethod} {request.RawUrl}";

    public byte[] Body => body;

    public string? this[string header] => _headers[header];
}
