using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cadabra.Models.Export;

/// <summary>CSV as RFC 4180: a header, lines ended by CRLF, fields quoted where they must be. UTF-8 without byte order mark.</summary>
internal sealed class CsvRecommendationWriter : TextRecommendationWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public CsvRecommendationWriter(Stream stream, Catalog catalog)
        : base(stream, catalog)
    {
        Batch.Write("customer,rank,product,description,score\r\n"u8);
    }

    protected override void Append(string customer, int rank, Product product, float score)
    {
        Append(customer);
        Batch.Write(","u8);
        Append(rank);
        Batch.Write(","u8);
        Append(product.Code);
        Batch.Write(","u8);
        Append(product.Description);
        Batch.Write(","u8);
        Append(score);
        Batch.Write("\r\n"u8);
    }

    private void Append(string field)
    {
        if (field.AsSpan().ContainsAny(Special))
        {
            field = $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        Encoding.UTF8.GetBytes(field, Batch);
    }

    private void Append<T>(T number)
        where T : IUtf8SpanFormattable
    {
        const int LongestNumber = 32;
        number.TryFormat(Batch.GetSpan(LongestNumber), out int length, default, CultureInfo.InvariantCulture);
        Batch.Advance(length);
    }
}
