using System.IO.Compression;
using System.Text;

namespace Cadabra.Bench.Orders;

/// <summary>The log that order parsing is measured on, decompressed in memory.</summary>
internal static class OrderLog
{
    private const int GeneratedLines = 500_000;

    /// <summary>The real lines of <c>../shared/data</c> where they are beside the checkout, else invented ones of the same shape.</summary>
    public static byte[] Load() => FindRealFile() is { } path ? Decompress(path) : Generate();

    private static string? FindRealFile()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "cadabra.slnx")))
        {
            folder = folder.Parent;
        }

        string path = Path.Combine(folder?.FullName ?? ".", "..", "shared", "data", "online-retail.csv.gz");
        return File.Exists(path) ? path : null;
    }

    private static byte[] Decompress(string path)
    {
        using MemoryStream bytes = new();
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        gzip.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Generate()
    {
        Random random = new(1);
        StringBuilder log = new();
        for (int line = 0; line < GeneratedLines; line++)
        {
            // As in the real file, one customer in four is missing and one description in a hundred is quoted.
            string description = random.Next(100) == 0 ? "\"RECORD FRAME, 7\"\" SINGLE SIZE\"" : "WHITE HANGING HEART T-LIGHT HOLDER";
            string customer = random.Next(4) == 0 ? "" : $"{random.Next(12_000, 18_000)}.0";
            log.Append($"{536_365 + (line / 20)},{random.Next(20_000, 90_000)}A,{description},{random.Next(1, 50)},")
                .Append($"2011-{random.Next(1, 13):00}-{random.Next(1, 29):00} {random.Next(8, 19):00}:26:00,")
                .Append($"{random.Next(1, 20)}.{random.Next(10, 100)},{customer},United Kingdom\n");
        }

        return Encoding.UTF8.GetBytes(log.ToString());
    }
}
