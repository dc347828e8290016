using System.Buffers;
using System.Text;
using Cadabra.Orders.Parsing;

namespace Cadabra.Orders;

/// <summary>Makes product ids from stock codes.</summary>
public static class ProductKeys
{
    /// <summary>
    /// Enough bytes for the id of any stock code of <paramref name="stockCodeLength"/> bytes. Upper case can be longer: a letter
    /// of two bytes may become one of three (ɐ, Ɐ).
    /// </summary>
    public static int MaxLength(int stockCodeLength) => stockCodeLength + (stockCodeLength / 2);

    /// <summary>Writes the product id of a stock code, as UTF-8.</summary>
    /// <param name="stockCode">UTF-8 that begins with five digits, as <see cref="OrderLineView.StockCode"/> always does.</param>
    /// <param name="key">Which part of the code names the product.</param>
    /// <param name="destination">Receives the id; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The stock code does not begin with five digits, or the destination is too short.</exception>
    public static int Write(ReadOnlySpan<byte> stockCode, ProductKey key, Span<byte> destination)
    {
        if (!OrderLineParser.BeginsWithFiveDigits(stockCode))
        {
            throw new ArgumentException("The stock code does not begin with five digits, so it names no product.", nameof(stockCode));
        }

        ReadOnlySpan<byte> source = key switch
        {
            ProductKey.StockCode => stockCode,
            ProductKey.FirstFiveDigits => stockCode[..OrderLineParser.ProductDigits],
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Not a value of ProductKey."),
        };

        return Ascii.ToUpper(source, destination, out int written) switch
        {
            OperationStatus.Done => written,
            OperationStatus.InvalidData => WriteUpper(source, destination),
            _ => throw new ArgumentException(TooShort(destination.Length), nameof(destination)),
        };
    }

    private static int WriteUpper(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        int written = 0;
        while (!source.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(source, out Rune rune, out int consumed);
            if (!Rune.ToUpperInvariant(rune).TryEncodeToUtf8(destination[written..], out int encoded))
            {
                throw new ArgumentException(TooShort(destination.Length), nameof(destination));
            }

            written += encoded;
            source = source[consumed..];
        }

        return written;
    }

    private static string TooShort(int length) =>
        $"The product id does not fit into {length} bytes; pass ProductKeys.MaxLength(stockCode.Length) bytes.";
}
