using Cadabra.Orders.Parsing.Delimiters;

namespace Cadabra.Orders.Tests.Parsing.Delimiters;

public sealed class Vector512DelimiterMaskTests : DelimiterScanTests
{
    protected override int Find(ReadOnlySpan<byte> text, Span<ushort> positions) =>
        DelimiterScan.Find<Vector512DelimiterMask>(text, positions);
}
