using System.Globalization;
using System.Text;
using Cadabra.Orders.Parsing;
using CsCheck;

namespace Cadabra.Orders.Tests.Parsing;

public sealed class QuantityFieldTests
{
    [Theory]
    [InlineData("6", 6)]
    [InlineData("+6", 6)]
    [InlineData("-6", -6)]
    [InlineData("-0", 0)]
    [InlineData("0000000000000000000000042", 42)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void Whole_numbers_are_read(string field, int expected)
    {
        Assert.True(QuantityField.TryParse(Encoding.UTF8.GetBytes(field), out int quantity));
        Assert.Equal(expected, quantity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+-1")]
    [InlineData("1.0")]
    [InlineData("1 000")]
    [InlineData("six")]
    [InlineData("6\0")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("18446744073709551617")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_whole_number_of_32_bits_is_refused(string field) =>
        Assert.False(QuantityField.TryParse(Encoding.UTF8.GetBytes(field), out _));

    [Fact]
    public void Every_int_reads_back_as_it_was_written() =>
        Gen.Int.Sample(expected =>
        {
            Assert.True(QuantityField.TryParse(Encoding.UTF8.GetBytes(expected.ToString(CultureInfo.InvariantCulture)), out int quantity));
            Assert.Equal(expected, quantity);
        });
}
