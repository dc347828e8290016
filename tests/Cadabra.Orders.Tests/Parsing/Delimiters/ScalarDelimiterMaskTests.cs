using Cadabra.Orders.Parsing.Delimiters;

namespace Cadabra.Orders.Tests.Parsing.Delimiters;

public sealed class ScalarDelimiterMaskTests : DelimiterScanTests
{
    protected override int Find(ReadOnlySpan<byte> text, Span<ushort> positions) =>
        DelimiterScan.Find<ScalarDelimiterMask>(text, positions);
}
