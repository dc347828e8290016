using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cadabra.Orders.Parsing;

/// <summary>
/// Where the columns of one line lie, without their enclosing quotes. Doubled quotes are still doubled; whoever keeps the
/// line halves them, because no rule about a line depends on it.
/// </summary>
internal struct OrderColumns
{
    private Slices _slices;

    /// <summary>Bit <c>i</c> is set where column <c>i</c> holds doubled quotes.</summary>
    public uint DoubledQuotes { get; set; }

    [UnscopedRef]
    public ref TextSlice this[int column] => ref _slices[column];

    [InlineArray(OrderColumn.Count)]
    private struct Slices
    {
        private TextSlice _first;
    }
}
