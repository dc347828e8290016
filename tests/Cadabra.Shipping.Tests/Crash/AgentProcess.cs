using System.Diagnostics;
using System.IO.Pipes;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>An agent in a process of its own, which is made ready and then begins when it is told to.</summary>
internal sealed class AgentProcess : IDisposable
{
    public const string Variable = "CADABRA_TEST_SHIPPING";
    public const byte Once = 1;

    private readonly NamedPipeServerStream _pipe;
    private readonly Process _process;
    private readonly Task<string> _output;

    public AgentProcess(string folder)
    {
        string name = $"cadabra-{Guid.NewGuid():N}";
        _pipe = new NamedPipeServerStream(name, PipeDirection.InOut);
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "Cadabra.Shipping.Tests" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            Environment = { [Variable] = $"{folder}|{name}" },
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public async Task BeginAsync(CancellationToken cancellationToken, bool once = false)
    {
        Task connected = _pipe.WaitForConnectionAsync(cancellationToken);
        if (await Task.WhenAny(connected, _output) == _output)
        {
            Assert.Fail($"The agent ended before it began:\n{await _output}");
        }

        await connected;
        await _pipe.WriteAsync(new[] { once ? Once : (byte)0 }, cancellationToken);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process.HasExited)
        {
            Assert.Fail($"The agent ended by itself with {_process.ExitCode}:\n{await _output}");
        }

        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Assert.True(_process.ExitCode == 0, await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _pipe.Dispose();
    }
}
