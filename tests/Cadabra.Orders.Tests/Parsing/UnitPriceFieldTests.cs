using System.Globalization;
using System.Text;
using Cadabra.Orders.Parsing;
using CsCheck;

namespace Cadabra.Orders.Tests.Parsing;

public sealed class UnitPriceFieldTests
{
    [Theory]
    [InlineData("2.55", "2.55")]
    [InlineData("2.50", "2.50")]
    [InlineData("0", "0")]
    [InlineData("-11062.06", "-11062.06")]
    [InlineData("+1", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("999999999999999999", "999999999999999999")]
    [InlineData("18446744073709551616", "18446744073709551616")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    [InlineData("-000000000000000000000000.25", "-0.25")]
    public void Decimal_numbers_are_read_exactly_and_keep_their_scale(string field, string expected)
    {
        Assert.True(UnitPriceField.TryParse(Encoding.UTF8.GetBytes(field), out decimal price));
        Assert.Equal(expected, price.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("+.")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1 2")]
    [InlineData("--1")]
    [InlineData("£1")]
    [InlineData("NaN")]
    [InlineData("1\0")]
    [InlineData("1111111111111111111\0")]
    [InlineData("79228162514264337593543950336")]
    public void What_is_no_decimal_number_is_refused(string field) =>
        Assert.False(UnitPriceField.TryParse(Encoding.UTF8.GetBytes(field), out _));

    [Fact]
    public void Every_decimal_reads_back_as_it_was_written() =>
        Gen.Decimal.Sample(price =>
        {
            Assert.True(UnitPriceField.TryParse(Encoding.UTF8.GetBytes(price.ToString(CultureInfo.InvariantCulture)), out decimal read));
            Assert.Equal(decimal.GetBits(price), decimal.GetBits(read));
        });
}
