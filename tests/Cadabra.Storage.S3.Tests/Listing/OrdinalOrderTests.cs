using System.Text;
using Cadabra.Storage.S3.Listing;
using CsCheck;

namespace Cadabra.Storage.S3.Tests.Listing;

public sealed class OrdinalOrderTests
{
    [Fact]
    public async Task Any_listing_in_the_order_of_utf8_comes_out_in_ordinal_order()
    {
        // Of every kind that the two orders tell apart: ASCII, below the surrogates, above them, and beyond U+FFFF.
        string[] characters = ["a", "b", "/", "\u00E9", "\uD7FF", "\uE000", "\uFF5E", "\U00010000", "\U0001F600"];
        Gen<string> name = Gen.Int[0, characters.Length - 1].Array[1, 6].Select(chosen => string.Concat(chosen.Select(i => characters[i])));
        await name.HashSet[0, 40].SampleAsync(async names =>
        {
            IEnumerable<BlobEntry> listing = names.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y))).Select(text => new BlobEntry(text, 0));

            List<string> restored = await OrdinalOrder.RestoreAsync(listing.ToAsyncEnumerable(), default).Select(entry => entry.Name).ToListAsync();

            Assert.Equal(names.Order(StringComparer.Ordinal), restored);
        });
    }
}
