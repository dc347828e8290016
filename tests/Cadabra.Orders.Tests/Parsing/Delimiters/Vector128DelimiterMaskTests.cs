using Cadabra.Orders.Parsing.Delimiters;

namespace Cadabra.Orders.Tests.Parsing.Delimiters;

public sealed class Vector128DelimiterMaskTests : DelimiterScanTests
{
    protected override int Find(ReadOnlySpan<byte> text, Span<ushort> positions) =>
        DelimiterScan.Find<Vector128DelimiterMask>(text, positions);
}
