using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Cadabra.Bench.Orders;

/// <summary>Adds lines a second and allocation to the report.</summary>
internal sealed class OrderParsingConfig : ManualConfig
{
    public OrderParsingConfig()
    {
        AddColumn(new LinesPerSecondColumn(OrderLog.Load().AsSpan().Count((byte)'\n')));
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
