using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Cadabra.Orders;

namespace Cadabra.Bench.Orders;

/// <summary>
/// Reading a whole order log on one thread. The baseline only finds the line ends, which no parser can undercut; the split is
/// what one would write first, which also gets every quoted comma wrong.
/// </summary>
[Config(typeof(OrderParsingConfig))]
public class OrderParsingBenchmarks
{
    private byte[] _log = [];

    [GlobalSetup]
    public void Setup() => _log = OrderLog.Load();

    [Benchmark(Baseline = true)]
    public long FindLineEnds()
    {
        long lines = 0;
        ReadOnlySpan<byte> rest = _log;
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            lines++;
            rest = rest[(end + 1)..];
        }

        return lines;
    }

    [Benchmark]
    public async Task<long> OrderLineReaderAsync()
    {
        long quantity = 0;
        await foreach (OrderBatch batch in OrderLineReader.ReadAsync(new MemoryStream(_log)))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                quantity += batch[i].Quantity;
            }
        }

        return quantity;
    }

    [Benchmark]
    public long StringSplit()
    {
        long quantity = 0;
        using StreamReader reader = new(new MemoryStream(_log), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            string[] columns = line.Split(',');
            if (columns.Length == 8
                && int.TryParse(columns[3], CultureInfo.InvariantCulture, out int units)
                && DateTime.TryParse(columns[4], CultureInfo.InvariantCulture, out _)
                && decimal.TryParse(columns[5], CultureInfo.InvariantCulture, out _))
            {
                quantity += units;
            }
        }

        return quantity;
    }
}
