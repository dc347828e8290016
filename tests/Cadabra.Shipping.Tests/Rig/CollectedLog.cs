using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping.Tests.Rig;

/// <summary>Keeps what the agent says.</summary>
internal sealed class CollectedLog<T> : ILogger<T>
{
    private readonly List<(LogLevel Level, string Text)> _lines = [];

    public List<string> At(LogLevel level)
    {
        lock (_lines)
        {
            return [.. _lines.Where(line => line.Level == level).Select(line => line.Text)];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add((logLevel, formatter(state, exception)));
        }
    }
}
