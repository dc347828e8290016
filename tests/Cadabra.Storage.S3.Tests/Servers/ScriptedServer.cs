using System.Net;
using System.Net.Sockets;

namespace Cadabra.Storage.S3.Tests.Servers;

/// <summary>
/// Answers requests by a script, one after the other, for what no well-behaved server does. A request that the script does not foresee is refused, and
/// fails the test when the server is disposed.
/// </summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Answer> _script;
    private readonly List<ScriptedRequest> _requests = [];
    private readonly Task _serving;

    public ScriptedServer(params Answer[] script)
    {
        _script = new Queue<Answer>(script);
        Endpoint = new Uri($"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add(Endpoint.ToString());
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Endpoint { get; }

    /// <summary>The requests so far, in order.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => _requests;

    /// <param name="timeout">How long an attempt may wait for the beginning of an answer.</param>
    /// <param name="patience">How long a call may take with all its retries.</param>
    public S3BlobContainer Open(TimeSpan? timeout = null, TimeSpan? patience = null) =>
        new(new S3Access(Clients.For(Endpoint, timeout), S3Uri.Parse("s3://bucket/prefix"), patience));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
        Assert.Empty(_script);
        Assert.DoesNotContain(_requests, request => !request.Foreseen);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            bool foreseen = _script.TryDequeue(out Answer? answer);
            _requests.Add(new ScriptedRequest(context.Request, body.ToArray(), foreseen));
            await AnswerAsync(context.Response, answer ?? Answer.Error(400, "Unforeseen"), context.Request.HttpMethod == "HEAD");
        }
    }

    private async Task AnswerAsync(HttpListenerResponse response, Answer answer, bool headOnly)
    {
        response.StatusCode = answer.Status;
        response.KeepAlive = false;
        foreach ((string name, string value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength64 = answer.Body.Length;
        int sent = answer.CutAfter ?? answer.Body.Length;
        if (!headOnly)
        {
            // Writing nothing sends the headers.
            await response.OutputStream.WriteAsync(answer.Body.AsMemory(0, sent));
            await response.OutputStream.FlushAsync();
        }

        if (answer.CutAfter is null)
        {
            response.Close();
        }
        else if (answer.Silent)
        {
            // Open until the server goes; the next request comes on another connection.
            _stop.Token.Register(response.Abort);
        }
        else
        {
            response.Abort();
        }
    }
}
