using System.Globalization;
using System.Text;
using Cadabra.Orders.Parsing;
using CsCheck;

namespace Cadabra.Orders.Tests.Parsing;

public sealed class InvoiceDateFieldTests
{
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "M/d/yyyy H:mm"];

    [Theory]
    [InlineData("2010-12-01 08:26:07", "2010-12-01T08:26:07")]
    [InlineData("2010-12-01 08:26", "2010-12-01T08:26:00")]
    [InlineData("12/1/2010 8:26", "2010-12-01T08:26:00")]
    [InlineData("1/2/2010 0:00", "2010-01-02T00:00:00")]
    [InlineData("01/02/2010 00:00", "2010-01-02T00:00:00")]
    [InlineData("12/31/2010 23:59", "2010-12-31T23:59:00")]
    [InlineData("2012-02-29 23:59:59", "2012-02-29T23:59:59")]
    [InlineData("0001-01-01 00:00", "0001-01-01T00:00:00")]
    [InlineData("9999-12-31 23:59:59", "9999-12-31T23:59:59")]
    public void Both_forms_are_read(string field, string expected)
    {
        Assert.True(InvoiceDateField.TryParse(Encoding.UTF8.GetBytes(field), out DateTime date));
        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture), date);
        Assert.Equal(DateTimeKind.Unspecified, date.Kind);
    }

    [Theory]
    [InlineData("2/30/2011 1:00")]
    [InlineData("2011-02-29 00:00")]
    [InlineData("2011-00-01 00:00")]
    [InlineData("2011-13-01 00:00")]
    [InlineData("2011-01-00 00:00")]
    [InlineData("2011-01-01 24:00")]
    [InlineData("2011-01-01 00:60")]
    [InlineData("2011-01-01 00:00:60")]
    [InlineData("0000-01-01 00:00")]
    [InlineData("2011-01-01")]
    [InlineData("2011-1-1 00:00")]
    [InlineData("2011-01-01T00:00")]
    [InlineData("2011-01-01 00:00:0")]
    [InlineData("2011-01-01 00:00:00Z")]
    [InlineData("1/1/11 1:00")]
    [InlineData("1/1/2011 1:0")]
    [InlineData("1/1/2011 1:000")]
    [InlineData("1/1/2011")]
    [InlineData("/1/2011 1:00")]
    [InlineData("")]
    public void What_is_not_in_the_calendar_or_in_neither_form_is_refused(string field) =>
        Assert.False(InvoiceDateField.TryParse(Encoding.UTF8.GetBytes(field), out _));

    [Fact]
    public void A_date_with_any_byte_changed_is_read_as_the_framework_reads_it() =>
        Gen.Select(Gen.DateTime, Gen.OneOf(Forms), Gen.Int[0, 18], Gen.OneOf(" -/:.0123456789T".ToCharArray())).Sample(
            (date, form, position, character) =>
            {
                char[] field = date.ToString(form, CultureInfo.InvariantCulture).ToCharArray();
                field[position % field.Length] = character;
                bool expected = DateTime.TryParseExact(field, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime value);

                Assert.Equal(expected, InvoiceDateField.TryParse(Encoding.UTF8.GetBytes(field), out DateTime read));
                Assert.Equal(value, read);
            },
            iter: 20_000);
}
