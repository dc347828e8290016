using System.Net;
using System.Net.Sockets;
using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Monitoring;
using Cadabra.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cadabra.Shipping.Tests.Monitoring;

public sealed class StatusListenerTests : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly IPEndPoint _endPoint = new(IPAddress.Loopback, FreePort());
    private AgentStatus _status = new([new FlowStatus { FilePattern = "/logs/\"a\"\\*.log", Sink = "/lake", Lines = 12, LagTime = TimeSpan.FromSeconds(1.5) }], 42);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Metrics_name_every_flow_and_escape_its_labels()
    {
        await using var listener = new StatusListener(_endPoint, () => _status, NullLogger.Instance);

        using HttpResponseMessage answer = await _client.GetAsync(Url("/metrics"), Cancel);
        string[] lines = (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n');

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("""cadabra_ship_lines_total{flow="/logs/\"a\"\\*.log",sink="/lake"} 12""", lines);
        Assert.Contains("""cadabra_ship_lag_seconds{flow="/logs/\"a\"\\*.log",sink="/lake"} 1.5""", lines);
        Assert.Contains("cadabra_ship_buffered_bytes 42", lines);
        Assert.Contains("cadabra_ship_healthy 1", lines);
        Assert.All(
            lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('{', ' ')[0]),
            name => Assert.Contains(lines, line => line.StartsWith($"# TYPE {name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Health_turns_to_503_and_names_the_trouble()
    {
        await using var listener = new StatusListener(_endPoint, () => _status, NullLogger.Instance);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Url("/healthz"), Cancel)).StatusCode);

        _status = _status with { Flows = [_status.Flows[0] with { Trouble = "Access denied." }] };
        using HttpResponseMessage answer = await _client.GetAsync(Url("/healthz"), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Access denied.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_answers_to_the_name_of_the_machine_s_own_address_too()
    {
        await using var listener = new StatusListener(_endPoint, () => _status, NullLogger.Instance);

        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(new Uri($"http://localhost:{_endPoint.Port}/healthz"), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Nothing_else_is_served()
    {
        await using var listener = new StatusListener(_endPoint, () => _status, NullLogger.Instance);

        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(Url("/etc/passwd"), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.PostAsync(Url("/metrics"), content: null, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    [InlineData("::")]
    public void An_address_that_others_can_reach_is_refused(string address)
    {
        InputException refusal = Assert.Throws<InputException>(() => new StatusListener(new IPEndPoint(IPAddress.Parse(address), 9273), () => _status, NullLogger.Instance));

        Assert.Contains("127.0.0.1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        await using var listener = new StatusListener(_endPoint, () => _status, NullLogger.Instance);

        Assert.Throws<InputException>(() => new StatusListener(_endPoint, () => _status, NullLogger.Instance));
    }

    private Uri Url(string path) => new($"http://{_endPoint}{path}");

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
