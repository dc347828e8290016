using System.Text;

namespace Cadabra.Orders.Tests;

public sealed class ProductKeysTests
{
    [Theory]
    [InlineData("85123A", "85123A")]
    [InlineData("85123a", "85123A")]
    [InlineData("15056bl", "15056BL")]
    [InlineData("10002-é", "10002-É")]
    [InlineData("10002ɐɐɐɐ", "10002ⱯⱯⱯⱯ")]
    [InlineData("10002ß😀", "10002ß😀")]
    public void A_product_is_its_whole_stock_code_in_upper_case(string stockCode, string product) =>
        Assert.Equal(product, Write(stockCode, ProductKey.StockCode));

    [Theory]
    [InlineData("85123", "85123")]
    [InlineData("85123a", "85123")]
    [InlineData("851239", "85123")]
    public void Variants_are_one_product_by_their_first_five_digits(string stockCode, string product) =>
        Assert.Equal(product, Write(stockCode, ProductKey.FirstFiveDigits));

    [Theory]
    [InlineData("POST")]
    [InlineData("8512")]
    [InlineData("8512A5")]
    public void A_code_that_is_no_product_throws(string stockCode) =>
        Assert.Throws<ArgumentException>(nameof(stockCode), () => Write(stockCode, ProductKey.FirstFiveDigits));

    [Theory]
    [InlineData("85123a")]
    [InlineData("85123é")]
    public void A_destination_too_short_throws(string stockCode) =>
        Assert.Throws<ArgumentException>("destination", () => ProductKeys.Write(Encoding.UTF8.GetBytes(stockCode), ProductKey.StockCode, new byte[5]));

    [Fact]
    public void No_letter_outgrows_the_documented_room()
    {
        byte[] code = new byte[9];
        "12345"u8.CopyTo(code);
        byte[] product = new byte[16];
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value))
            {
                Rune rune = new(value);
                int length = 5 + rune.EncodeToUtf8(code.AsSpan(5));
                int written = ProductKeys.Write(code.AsSpan(0, length), ProductKey.StockCode, product);
                Assert.True(written - 5 <= ProductKeys.MaxLength(length - 5));
                Assert.Equal(Rune.ToUpperInvariant(rune), Rune.GetRuneAt(Encoding.UTF8.GetString(product, 5, written - 5), 0));
            }
        }
    }

    private static string Write(string stockCode, ProductKey key)
    {
        byte[] code = Encoding.UTF8.GetBytes(stockCode);
        byte[] product = new byte[ProductKeys.MaxLength(code.Length)];
        return Encoding.UTF8.GetString(product, 0, ProductKeys.Write(code, key, product));
    }
}
