using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Cadabra.Shipping.Agent;
using Cadabra.Storage;
using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Monitoring;

/// <summary>
/// Answers <c>/healthz</c> and <c>/metrics</c> on a loopback port. The framework's own listener is enough for two small pages, and an agent that
/// serves no one else should not carry a web server.
/// </summary>
public sealed class StatusListener : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<AgentStatus> _status;
    private readonly ILogger _logger;
    private readonly Task _answering;

    /// <summary>Begins to listen.</summary>
    /// <param name="endPoint">A loopback address and a port above 0.</param>
    /// <param name="status">Asked for each answer.</param>
    /// <param name="logger">Told of answers that could not be sent.</param>
    /// <exception cref="InputException">The address is not a loopback one, or the port is taken.</exception>
    public StatusListener(IPEndPoint endPoint, Func<AgentStatus> status, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        _status = status;
        _logger = logger;
        if (!IPAddress.IsLoopback(endPoint.Address))
        {
            throw new InputException($"'{endPoint}' can be reached from other machines, and the agent's pages ask for no password; expected 127.0.0.1 or [::1] and a port. Let a proxy stand in front of it if they must be reached.");
        }

        try
        {
            _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://{endPoint}/"));
            if (endPoint.Address.Equals(IPAddress.Loopback))
            {
                // A request names the host that its sender typed, and one that no prefix names is answered with 404.
                _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{endPoint.Port}/"));
            }

            _listener.Start();
        }
        catch (Exception e) when (e is HttpListenerException or System.Net.Sockets.SocketException)
        {
            _listener.Close();
            throw new InputException($"Nothing can listen on {endPoint}: {e.Message} Name another port.", e);
        }

        _answering = AnswerAsync();
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering.ConfigureAwait(false);
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await AnswerAsync(context.Request, context.Response).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
            {
                // Whoever asked has gone away.
                Log.AnswerFailed(_logger, e);
            }
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        AgentStatus status = _status();
        (int code, string type, string body) = request.HttpMethod is not ("GET" or "HEAD") ? (405, "text/plain", "")
            : request.Url?.AbsolutePath switch
            {
                "/metrics" => (200, PrometheusText.ContentType, PrometheusText.Write(status)),
                "/healthz" => (status.IsHealthy ? 200 : 503, "application/json", Health(status)),
                _ => (404, "text/plain; charset=utf-8", "Expected /healthz or /metrics.\n"),
            };
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        response.StatusCode = code;
        response.ContentType = type;
        response.ContentLength64 = request.HttpMethod == "HEAD" ? 0 : bytes.Length;
        if (request.HttpMethod != "HEAD")
        {
            await response.OutputStream.WriteAsync(bytes).ConfigureAwait(false);
        }

        response.Close();
    }

    private static string Health(AgentStatus status) => JsonSerializer.Serialize(
        new HealthJson(status.IsHealthy, [.. status.Flows.Where(flow => flow.Trouble is not null).Select(flow => $"{flow.FilePattern}: {flow.Trouble}")]),
        HealthJsonContext.Default.HealthJson);
}
