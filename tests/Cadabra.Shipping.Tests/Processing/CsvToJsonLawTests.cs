using System.Text;

using Cadabra.Shipping.Configuration;

using CsCheck;

namespace Cadabra.Shipping.Tests.Processing;

public sealed class CsvToJsonLawTests
{
    // Much of what has a meaning in CSV or JSON, and some of everything else that a line can hold.
    private static readonly Gen<string> Field = Gen.Frequency(
        (6, Gen.OneOf("\"", ",", ";", "\\", "\r", "\t", "\0", "\u001f", " ", "£", "é", "€", "🎁", "/", "¦")),
        (4, Gen.Char['a', 'z'].Select(c => c.ToString())),
        (1, Gen.Int[0, 0xD7FF].Select(c => c == '\n' ? "" : ((char)c).ToString()))).Array[0, 12].Select(string.Concat);

    private static readonly Gen<char> Delimiter = Gen.OneOf(',', ';', '\t', '¦');

    private static readonly Gen<string[][]> Rows = Gen.Int[1, 9].SelectMany(columns => Field.Array[columns].Array[0, 8]);

    [Fact]
    public async Task Fields_written_by_rfc_4180_are_the_values_of_the_objects() =>
        await Gen.Select(Rows, Delimiter, Gen.Bool).SampleAsync(
            async (rows, delimiter, quoteAll) =>
            {
                string[] names = [.. Enumerable.Range(0, rows.Length == 0 ? 1 : rows[0].Length).Select(i => $"name \"{i}\" é")];
                using CsvParcels csv = new(new CsvToJson(names, delimiter));
                string lines = string.Concat(rows.Select(row => Write(row, delimiter, quoteAll) + "\r\n"));

                string json = await csv.Process(CsvParcels.Parcel(Encoding.UTF8.GetBytes(lines)));

                Assert.Equal(rows.Select(row => names.Zip(row).ToArray()), CsvParcels.Parse(json));
                Assert.DoesNotContain('\r', json);
                Assert.Equal(0, csv.ErrorLines);
            },
            iter: 500,
            threads: 1);

    [Fact]
    public async Task Every_line_of_any_bytes_is_converted_or_kept_raw_or_empty() =>
        await Gen.OneOf("a\",\n\r\\"u8.ToArray().Append<byte>(0xA3).Append<byte>(0xC2).ToArray()).Array[0, 60].SampleAsync(
            async bytes =>
            {
                using CsvParcels csv = new(new CsvToJson(["a", "b"]));

                List<(string Key, string Value)[]> objects = CsvParcels.Parse(await csv.Process(CsvParcels.Parcel(bytes)));

                // Latin-1 makes a character of each byte, so that text compares as bytes do.
                string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
                List<string> kept = [.. Encoding.Latin1.GetString(await csv.ErrorBytes()).Split('\n')];
                Assert.All(objects, line => Assert.Equal(["a", "b"], line.Select(field => field.Key)));
                Assert.Equal(lines.Count(line => line.TrimEnd('\r').Length > 0), objects.Count + csv.ErrorLines);
                Assert.Equal(csv.ErrorLines, kept.Count(line => line.Length > 0));
                Assert.Equal(kept.Where(line => line.Length > 0), lines.Where(kept.Contains).Where(line => line.Length > 0));
            },
            iter: 500,
            threads: 1);

    /// <summary>Quotes what has to be, and an only column always: a line of nothing would be an empty line.</summary>
    private static string Write(string[] row, char delimiter, bool quoteAll) => string.Join(
        delimiter,
        row.Select(field => quoteAll || row.Length == 1 || field.AsSpan().ContainsAny('"', delimiter, '\r')
            ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : field));
}
