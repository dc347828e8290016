using System.Text;

namespace Cadabra.Shipping.Tests.Crash;

/// <summary>
/// Writes numbered lines to several logs, in pieces that end anywhere, and rotates them in every way. What no agent that is down could ever
/// get back, by truncating or deleting, it does only once the lines are in the lake.
/// </summary>
internal sealed class RotatingShop(string folder, DeliveredLines delivered, Random random)
{
    private const int Files = 4;
    private static readonly string[] Ways = ["rename", "rename out of the pattern", "copy and truncate", "truncate", "delete"];

    private readonly HashSet<string> _written = [];
    private readonly int[] _rotations = new int[Ways.Length];
    private int _line;
    private int _old;

    public int Written => _written.Count;

    public bool HasRotatedInEveryWay => _rotations.All(count => count > 0);

    public string Rotations => string.Join(", ", Ways.Select((way, i) => $"{_rotations[i]} × {way}"));

    public async Task RunAsync(CancellationToken closing)
    {
        try
        {
            while (true)
            {
                string log = Path.Combine(folder, $"shop-{random.Next(Files)}.log");
                await AppendAsync(log);
                if (random.Next(6) == 0)
                {
                    await RotateAsync(log, closing);
                }

                await Task.Delay(random.Next(4), closing);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    public LineCounts Count()
    {
        IReadOnlyDictionary<string, int> lines = delivered.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
        return new LineCounts(
            lines.Keys.Count(_written.Contains),
            lines.Where(line => _written.Contains(line.Key)).Sum(line => line.Value - 1),
            _written.Count(line => !lines.ContainsKey(line)),
            lines.Keys.Count(line => !_written.Contains(line)));
    }

    private async Task AppendAsync(string log)
    {
        StringBuilder lines = new();
        for (int i = random.Next(1, 20); i > 0; i--)
        {
            string line = $"{_line++},{new string('x', random.Next(100))}\r";
            _written.Add(line);
            lines.Append(line).Append('\n');
        }

        byte[] bytes = Encoding.Latin1.GetBytes(lines.ToString());
        int cut = random.Next(bytes.Length);
        await using FileStream file = new(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Write(bytes, 0, cut);
        file.Flush();
        await Task.Yield();
        file.Write(bytes, cut, bytes.Length - cut);
    }

    private async Task RotateAsync(string log, CancellationToken closing)
    {
        int way = random.Next(Ways.Length);
        switch (way)
        {
            case 0:
                File.Move(log, Path.Combine(folder, $"old-{_old++}.log"));
                break;
            case 1:
                File.Move(log, $"{log}.{_old++}");
                break;
            case 2:
                await WaitForDeliveryAsync(log, closing);
                File.Copy(log, $"{log}.{_old++}");
                File.WriteAllBytes(log, []);
                break;
            case 3:
                await WaitForDeliveryAsync(log, closing);
                File.WriteAllBytes(log, []);
                break;
            default:
                await WaitForDeliveryAsync(log, closing);
                File.Delete(log);
                break;
        }

        _rotations[way]++;
    }

    private async Task WaitForDeliveryAsync(string log, CancellationToken closing)
    {
        HashSet<string> left = [.. (await File.ReadAllTextAsync(log, Encoding.Latin1, closing)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        while (true)
        {
            IReadOnlyDictionary<string, int> lines = await delivered.ReadAsync(closing);
            left.RemoveWhere(lines.ContainsKey);
            if (left.Count == 0)
            {
                return;
            }

            await Task.Delay(20, closing);
        }
    }
}
