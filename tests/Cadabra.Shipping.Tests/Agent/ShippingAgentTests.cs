using System.Diagnostics;
using System.Text;

using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Shipping.Tests.Rig;
using Cadabra.Storage;

namespace Cadabra.Shipping.Tests.Agent;

/// <summary>The agent as its host sees it, in real time.</summary>
public sealed class ShippingAgentTests : ISinkFactory, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, FaultySink> _sinks = [];

    public ShippingAgentTests() => Directory.CreateDirectory(_folder["logs"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public IShippingSink CreateSink(FlowConfig flow, AgentConfig config) => SinkOf(flow.Lake!);

    public IBlobContainer OpenErrors(FlowConfig flow, AgentConfig config) => new DiskBlobContainer(_folder["errors"]);

    [Fact]
    public async Task Once_ships_all_that_is_there_last_lines_without_an_end_included_and_ends()
    {
        Write("a.log", "1\n2");
        Write("b.log", "3\r\n");
        using ShippingAgent agent = new(Config(FlowTo("one")), this);

        await agent.RunAsync(once: true, Cancel);

        Assert.Equal(["1\n2"], Shipped("one", "a.log"));
        Assert.Equal(["3\r\n"], Shipped("one", "b.log"));
        Assert.Equal(3, agent.Status().Flows[0].Lines);
        Assert.Equal(0, agent.Status().BufferedBytes);
    }

    [Fact]
    public async Task Once_ends_with_the_reason_when_only_a_person_can_help()
    {
        Write("a.log", "1\n");
        SinkOf("one").BeforeStoring = static (_, _) => throw new PermanentSinkException("no such bucket");
        using ShippingAgent agent = new(Config(FlowTo("one")), this);

        PermanentSinkException e = await Assert.ThrowsAsync<PermanentSinkException>(() => agent.RunAsync(once: true, Cancel));

        Assert.Equal("no such bucket", e.Message);
    }

    [Fact]
    public async Task Stopping_delivers_what_is_buffered_and_returns()
    {
        using ShippingAgent agent = new(Config(FlowTo("one")), this);
        using CancellationTokenSource stopping = new();
        Task running = agent.RunAsync(once: false, stopping.Token);
        Write("a.log", "1\n2");
        await ShippingRig.UntilAsync(() => agent.Status().BufferedBytes > 0);

        await stopping.CancelAsync();
        await running.WaitAsync(Cancel);

        // What may still become a whole line stays for the next run.
        Assert.Equal(["1\n"], Shipped("one", "a.log"));
        using ShippingAgent next = new(Config(FlowTo("one")), this);
        await next.RunAsync(once: true, Cancel);
        Assert.Equal(["1\n2"], Shipped("one", "a.log"));
    }

    [Fact]
    public async Task Stopping_returns_within_ten_seconds_though_the_sink_hangs_and_ignores_being_cancelled()
    {
        TaskCompletionSource never = new();
        SinkOf("one").BeforeStoring = (_, _) => never.Task;
        using ShippingAgent agent = new(Config(FlowTo("one")), this);
        using CancellationTokenSource stopping = new();
        Task running = agent.RunAsync(once: false, stopping.Token);
        Write("a.log", "1\n");
        await ShippingRig.UntilAsync(() => agent.Status().BufferedBytes > 0);
        Stopwatch watch = Stopwatch.StartNew();

        await stopping.CancelAsync();
        await running.WaitAsync(Cancel);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        SinkOf("one").BeforeStoring = static (_, _) => Task.CompletedTask;
        using ShippingAgent next = new(Config(FlowTo("one")), this);
        await next.RunAsync(once: true, Cancel);
        Assert.Equal(["1\n"], Shipped("one", "a.log"));
        Assert.Equal(1, next.Status().Flows[0].Resent);
        never.SetResult();
    }

    [Fact]
    public async Task A_flow_whose_sink_hangs_does_not_hold_up_the_others()
    {
        TaskCompletionSource never = new();
        SinkOf("one").BeforeStoring = (_, cancel) => never.Task.WaitAsync(cancel);
        TimeSpan soon = TimeSpan.FromSeconds(1);
        AgentConfig config = Config(FlowTo("one") with { BufferInterval = soon }, FlowTo("two") with { BufferInterval = soon }) with { MemoryBytes = 256 << 10 };
        Write("a.log", string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 1000)));
        using ShippingAgent agent = new(config, this);
        using CancellationTokenSource stopping = new();
        Task running = agent.RunAsync(once: false, stopping.Token);

        await ShippingRig.UntilAsync(() => agent.Status().Flows[1] is { LagBytes: 0, Lines: 1000 });

        Assert.Equal(1_000_000, agent.Status().Flows[0].LagBytes);
        Assert.InRange(agent.Status().BufferedBytes, 1, 256 << 10);
        never.SetResult();
        await stopping.CancelAsync();
        await running.WaitAsync(Cancel);
    }

    [Fact]
    public async Task A_reload_ends_flows_begins_others_and_leaves_those_that_stay()
    {
        Write("a.log", "1\n");
        FlowConfig one = FlowTo("one") with { BufferInterval = TimeSpan.Zero };
        FlowConfig two = FlowTo("two") with { BufferInterval = TimeSpan.Zero };
        FlowConfig three = FlowTo("three") with { BufferInterval = TimeSpan.Zero };
        using ShippingAgent agent = new(Config(one, two), this);
        using CancellationTokenSource stopping = new();
        Task running = agent.RunAsync(once: false, stopping.Token);
        await ShippingRig.UntilAsync(() => agent.Status().Flows.Count == 2 && agent.Status().Flows.All(flow => flow.Lines == 1));

        await agent.ReloadAsync(Config(one, three), Cancel);
        Write("b.log", "2\n");
        await ShippingRig.UntilAsync(() => agent.Status().Flows.All(flow => flow.Lines == 2));

        Assert.Equal(["1\n"], Shipped("one", "a.log"));
        Assert.Equal(["1\n"], Shipped("three", "a.log"));
        Assert.Empty(Shipped("two", "b.log"));
        await stopping.CancelAsync();
        await running.WaitAsync(Cancel);
    }

    private FaultySink SinkOf(string name)
    {
        lock (_sinks)
        {
            return _sinks.TryGetValue(name, out FaultySink? sink) ? sink : _sinks[name] = new FaultySink();
        }
    }

    private List<string> Shipped(string sink, string log) => [.. SinkOf(sink).Logs(log).Select(Encoding.Latin1.GetString)];

    private void Write(string name, string text) => File.WriteAllText(_folder["logs/" + name], text, Encoding.Latin1);

    private FlowConfig FlowTo(string lake) => new()
    {
        FilePattern = _folder["logs/*.log"],
        Lake = lake,
        BufferBytes = 16 << 10,
        InitialPosition = InitialPosition.StartOfFile,
    };

    private AgentConfig Config(params FlowConfig[] flows) => new() { Flows = flows, StateFolder = _folder["state"] };
}
