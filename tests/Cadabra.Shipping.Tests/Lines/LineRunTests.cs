using Cadabra.Shipping.Lines;

using CsCheck;

namespace Cadabra.Shipping.Tests.Lines;

public sealed class LineRunTests
{
    private static readonly Gen<byte[]> Logs = Gen.OneOf(Gen.Const((byte)'\n'), Gen.Const((byte)'x'), Gen.Byte).Array[0, 60];

    [Fact]
    public void A_run_is_what_a_look_at_each_line_finds()
    {
        Gen.Select(Logs, Gen.Int[1, 20], Gen.Int[1, 30]).Sample((log, maxLine, maxBytes) =>
            Assert.Equal(LookAtEachLine(log, maxLine, maxBytes), LineRun.Length(log, maxLine, maxBytes)));
    }

    [Fact]
    public void A_line_is_too_long_once_more_than_the_limit_is_there_without_a_line_end()
    {
        Assert.False(LineRun.IsTooLong("xxxx"u8, maxLine: 4));
        Assert.False(LineRun.IsTooLong("xxx\ny"u8, maxLine: 4));
        Assert.True(LineRun.IsTooLong("xxxx\n"u8, maxLine: 4));
        Assert.True(LineRun.IsTooLong("xxxxx"u8, maxLine: 4));
        Assert.False(LineRun.IsTooLong("\nxxxxxxxxx\n"u8, maxLine: 4));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("1", 1)]
    [InlineData("1\n", 1)]
    [InlineData("1\n2", 2)]
    [InlineData("\n\n", 2)]
    public void A_last_line_without_an_end_counts(string run, int lines)
    {
        Assert.Equal(lines, LineRun.Count(System.Text.Encoding.Latin1.GetBytes(run)));
    }

    private static int LookAtEachLine(ReadOnlySpan<byte> log, int maxLine, int maxBytes)
    {
        int run = 0;
        while (log[run..].IndexOf((byte)'\n') is int end and >= 0 && end < maxLine)
        {
            if (run + end + 1 > maxBytes)
            {
                return run == 0 ? end + 1 : run;
            }

            run += end + 1;
        }

        return run;
    }
}
