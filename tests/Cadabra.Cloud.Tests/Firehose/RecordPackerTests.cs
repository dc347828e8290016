using System.Text;
using Cadabra.Cloud.Firehose;
using CsCheck;

namespace Cadabra.Cloud.Tests.Firehose;

public sealed class RecordPackerTests
{
    private const int MaxRecordBytes = 16;

    private static readonly Gen<byte[]> Lines = Gen.Select(
        Gen.String[Gen.Char["ab\r"], 0, MaxRecordBytes - 1].List[0, 30],
        Gen.Bool,
        (lines, ended) => Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n"))) is var bytes && !ended && bytes.Length > 0 ? bytes[..^1] : bytes);

    [Fact]
    public void Records_together_are_the_lines() => Lines.Sample(lines =>
        Assert.Equal(lines, Concatenated(RecordPacker.Pack(lines, MaxRecordBytes))));

    [Fact]
    public void Record_holds_whole_lines_and_not_too_many() => Lines.Sample(lines =>
    {
        List<ReadOnlyMemory<byte>> records = RecordPacker.Pack(lines, MaxRecordBytes);
        Assert.All(records, record => Assert.InRange(record.Length, 1, MaxRecordBytes));
        Assert.All(records.SkipLast(1), record => Assert.Equal((byte)'\n', record.Span[^1]));
    });

    /// <summary>With whole lines in their order, no packing needs fewer records than one that opens the next only when a line does not fit.</summary>
    [Fact]
    public void There_are_as_few_records_as_can_be() => Lines.Sample(lines =>
    {
        int records = 0;
        int room = 0;
        foreach (int line in LineLengths(lines))
        {
            if (line > room)
            {
                records++;
                room = MaxRecordBytes;
            }

            room -= line;
        }

        Assert.Equal(records, RecordPacker.Pack(lines, MaxRecordBytes).Count);
    });

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaa\nb\n", "aaaaaaaaaaaaaaaaaaaa\n|b\n")]
    [InlineData("b\naaaaaaaaaaaaaaaaaaaa", "b\n|aaaaaaaaaaaaaaaaaaaa")]
    public void Line_that_is_too_long_is_never_cut(string lines, string expected) =>
        Assert.Equal(expected, string.Join('|', RecordPacker.Pack(Encoding.ASCII.GetBytes(lines), MaxRecordBytes).Select(record => Encoding.ASCII.GetString(record.Span))));

    private static byte[] Concatenated(IEnumerable<ReadOnlyMemory<byte>> records) => [.. records.SelectMany(record => record.ToArray())];

    private static IEnumerable<int> LineLengths(byte[] lines)
    {
        for (int start = 0; start < lines.Length;)
        {
            int end = Array.IndexOf(lines, (byte)'\n', start);
            int next = end < 0 ? lines.Length : end + 1;
            yield return next - start;
            start = next;
        }
    }
}
