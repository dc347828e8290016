using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>Where a column's bytes lie in a text.</summary>
internal readonly record struct TextSlice(int Start, int Length)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text) => text.Slice(Start, Length);

    /// <summary>The slice without ASCII white space at its ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TextSlice Trim(ReadOnlySpan<byte> text)
    {
        int start = Start;
        int end = Start + Length;
        while (start < end && AsciiByte.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < end && AsciiByte.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new TextSlice(start, end - start);
    }
}
