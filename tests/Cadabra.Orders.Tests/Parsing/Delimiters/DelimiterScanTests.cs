using Cadabra.Orders.Parsing.Delimiters;
using CsCheck;

namespace Cadabra.Orders.Tests.Parsing.Delimiters;

/// <summary>The same tests over every kernel. One that this CPU lacks runs in software, slowly and with the same answers.</summary>
public abstract class DelimiterScanTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(DelimiterScan.MaxTextBytes)]
    public void Every_byte_is_found_where_all_are_delimiters(int length)
    {
        Assert.Equal(Enumerable.Range(0, length), Find(Enumerable.Repeat((byte)',', length).ToArray()));
        Assert.Empty(Find(new byte[length]));
    }

    [Fact]
    public void Only_comma_quote_and_line_feed_are_delimiters()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        Assert.Equal([(int)'\n', '"', ','], Find(all));
    }

    [Fact]
    public void Any_text_gives_the_positions_that_a_search_byte_by_byte_gives() =>
        Gen.OneOf(Gen.Byte, Gen.OneOf((byte)',', (byte)'"', (byte)'\n', (byte)'a')).Array[0, 400].Sample(text =>
            Assert.Equal(Enumerable.Range(0, text.Length).Where(i => text[i] is (byte)',' or (byte)'"' or (byte)'\n'), Find(text)));

    [Fact]
    public void Nothing_is_written_past_the_required_room()
    {
        byte[] text = [.. Enumerable.Repeat((byte)',', 65)];
        ushort[] positions = [.. Enumerable.Repeat((ushort)0xBEEF, DelimiterScan.RequiredPositions(text.Length) + 8)];

        Find(text, positions.AsSpan(0, DelimiterScan.RequiredPositions(text.Length)));

        Assert.All(positions[DelimiterScan.RequiredPositions(text.Length)..], position => Assert.Equal(0xBEEF, position));
    }

    [Fact]
    public void A_text_or_room_of_the_wrong_size_throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Find(new byte[DelimiterScan.MaxTextBytes + 1], new ushort[DelimiterScan.MaxTextBytes + 100]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Find(new byte[10], new ushort[DelimiterScan.RequiredPositions(10) - 1]));
    }

    protected abstract int Find(ReadOnlySpan<byte> text, Span<ushort> positions);

    private IEnumerable<int> Find(byte[] text)
    {
        ushort[] positions = new ushort[DelimiterScan.RequiredPositions(text.Length)];
        int count = Find(text, positions);
        return positions.Take(count).Select(position => (int)position);
    }
}
