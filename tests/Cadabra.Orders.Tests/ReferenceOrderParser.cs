using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Cadabra.Orders.Tests;

/// <summary>
/// The order line's rules written a second time, by other means (strings, regular expressions, the framework's own
/// number and date parsers) and with no thought of speed. The real parser must agree with it on any bytes.
/// </summary>
internal static partial class ReferenceOrderParser
{
    private static readonly char[] WhiteSpace = [' ', '\t', '\n', '\v', '\f', '\r'];
    private static readonly string[] DateForms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "M/d/yyyy H:mm"];
    private static readonly string[] Header =
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    public static (OrderCounts Counts, List<(OrderLine Line, bool IsReturn)> Lines) Parse(byte[] log)
    {
        OrderCounts counts = OrderCounts.Zero;
        List<(OrderLine, bool)> kept = [];
        string text = Decode(log).TrimOnce("\uFEFF");
        string[] lines = text.Split('\n');
        foreach (string line in lines[^1].Length == 0 ? lines[..^1] : lines)
        {
            if (!TryJudge(line.EndsWith('\r') ? line[..^1] : line, out OrderRejection? rejection, out OrderLine? order))
            {
                continue;
            }

            counts = counts.Add(Count(rejection));
            if (rejection is null or OrderRejection.Return)
            {
                kept.Add((order!, rejection is OrderRejection.Return));
            }
        }

        return (counts, kept);
    }

    /// <summary>False for a header.</summary>
    private static bool TryJudge(string line, out OrderRejection? rejection, out OrderLine? order)
    {
        rejection = OrderRejection.Malformed;
        order = null;
        Match match = EightColumns().Match(line);
        if (Encoding.UTF8.GetByteCount(line) > OrderLineReader.MaxLineBytes || !match.Success)
        {
            return true;
        }

        string[] column = [.. match.Groups["column"].Captures.Select(capture => Unquote(capture.Value))];
        IEnumerable<string> names = column.Select(name => name.Trim(WhiteSpace));
        if (names.Select((name, i) => i == 0 ? name.TrimOnce("\uFEFF") : name).SequenceEqual(Header, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        string quantityText = column[3].Trim(WhiteSpace);
        string priceText = column[5].Trim(WhiteSpace);
        if (!WholeNumber().IsMatch(quantityText)
            || BigInteger.Parse(quantityText, CultureInfo.InvariantCulture) is var quantity && (quantity < int.MinValue || quantity > int.MaxValue)
            || !DateTime.TryParseExact(column[4].Trim(WhiteSpace), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            || !DecimalNumber().IsMatch(priceText)
            || !decimal.TryParse(
                priceText, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal price))
        {
            return true;
        }

        string stockCode = column[1].Trim(WhiteSpace);
        string customer = PointZero().Replace(column[6].Trim(WhiteSpace), "$1");
        order = new OrderLine(column[0], stockCode, column[2], (int)quantity, date, price, customer, column[7]);
        rejection = !FiveDigits().IsMatch(stockCode) ? OrderRejection.NotAProduct
            : customer.Length == 0 ? OrderRejection.NoCustomer
            : quantity < 0 || column[0].StartsWith('C') || column[0].StartsWith('c') ? OrderRejection.Return
            : quantity == 0 || price < 0 ? OrderRejection.NotASale
            : null;
        return true;
    }

    private static string Unquote(string column) =>
        column.StartsWith('"') ? column[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : column;

    private static string TrimOnce(this string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static string Decode(byte[] bytes)
    {
        UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
        StringBuilder text = new();
        for (int i = 0; i < bytes.Length;)
        {
            int length = Enumerable.Range(1, Math.Min(4, bytes.Length - i)).FirstOrDefault(n => IsValid(strict, bytes, i, n), 0);
            text.Append(length > 0 ? strict.GetString(bytes, i, length) : ((char)bytes[i]).ToString());
            i += Math.Max(1, length);
        }

        return text.ToString();
    }

    private static bool IsValid(UTF8Encoding strict, byte[] bytes, int start, int length)
    {
        try
        {
            return strict.GetCharCount(bytes, start, length) > 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static OrderCounts Count(OrderRejection? rejection) => new()
    {
        Lines = 1,
        Kept = rejection is null ? 1 : 0,
        Malformed = rejection is OrderRejection.Malformed ? 1 : 0,
        NotAProduct = rejection is OrderRejection.NotAProduct ? 1 : 0,
        NoCustomer = rejection is OrderRejection.NoCustomer ? 1 : 0,
        Returns = rejection is OrderRejection.Return ? 1 : 0,
        NotASale = rejection is OrderRejection.NotASale ? 1 : 0,
    };

    [GeneratedRegex("""\A(?:(?<column>"(?:[^"]|"")*"|(?!")[^,]*),){7}(?<column>"(?:[^"]|"")*"|(?!")[^,]*)\z""")]
    private static partial Regex EightColumns();

    [GeneratedRegex(@"\A[+-]?[0-9]+\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\z")]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(@"\A([0-9]+)\.0\z")]
    private static partial Regex PointZero();

    [GeneratedRegex(@"\A[0-9]{5}")]
    private static partial Regex FiveDigits();
}
