using Cadabra.Lake.Writing;

using CsCheck;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Lake.Tests.Writing;

public sealed class LogSplitterTests
{
    // Lines short and long, up to some windows of the splitter; the last perhaps without an end.
    private static readonly Gen<byte[]> Log = Gen.Select(Gen.Frequency((10, Gen.Int[0, 40]), (1, Gen.Int[60_000, 200_000])).Array[0, 30], Gen.Bool)
        .Select((lengths, ended) => lengths.SelectMany((length, i) =>
            Enumerable.Repeat((byte)'x', length).Concat(ended || i < lengths.Length - 1 ? "\n"u8.ToArray() : [])).ToArray());

    [Fact]
    public void Ranges_cover_the_log_end_with_lines_and_are_as_long_as_they_may_be() =>
        Gen.Select(Log, Gen.OneOf(Gen.Long[1, 100], Gen.Long[60_000, 300_000])).Sample(
            (log, maxBytes) =>
            {
                using TemporaryFolder folder = new();
                File.WriteAllBytes(folder["log"], log);
                using SafeFileHandle handle = File.OpenHandle(folder["log"]);

                Assert.Equal(Expected(log, maxBytes), LogSplitter.Split(handle, log.Length, maxBytes));
            },
            iter: 100,
            threads: 1);

    /// <summary>The plain way: take line after line as long as they fit.</summary>
    private static List<(long Offset, long Length)> Expected(byte[] log, long maxBytes)
    {
        List<(long Offset, long Length)> ranges = [];
        long offset = 0;
        long end = 0;
        while (end < log.Length)
        {
            int newline = Array.IndexOf(log, (byte)'\n', (int)end);
            long lineEnd = newline < 0 ? log.Length : newline + 1;
            if (end > offset && lineEnd - offset > maxBytes)
            {
                ranges.Add((offset, end - offset));
                offset = end;
            }

            end = lineEnd;
        }

        if (end > offset)
        {
            ranges.Add((offset, end - offset));
        }

        return ranges;
    }
}
