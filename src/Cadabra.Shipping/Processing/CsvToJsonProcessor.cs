using System.Text.Unicode;

using Cadabra.Orders.Parsing;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Shipping.Processing;

/// <summary>
/// Makes of each CSV line a line of JSON: an object whose keys are the field names in their order and whose values are strings. It goes line by line,
/// so that a bad line cannot take its neighbours along; bad lines go to the errors of the flow, as they were logged. Empty lines say nothing and are
/// left out. Bytes that are not UTF-8 are read as Latin-1.
/// </summary>
public sealed class CsvToJsonProcessor : IParcelProcessor
{
    private readonly CsvToJsonLine _line;
    private readonly IBlobContainer _errors;
    private readonly Action<long> _countErrorLines;

    /// <param name="options">Columns and delimiter.</param>
    /// <param name="errors">Root of the layout <c>errors/…</c>.</param>
    /// <param name="countErrorLines">Told how many lines of a parcel were bad, once they are durable; not called if there are none.</param>
    /// <exception cref="ArgumentException">There are no columns, or the delimiter has a meaning of its own.</exception>
    public CsvToJsonProcessor(CsvToJson options, IBlobContainer errors, Action<long> countErrorLines)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(countErrorLines);
        _line = new CsvToJsonLine(options);
        _errors = errors;
        _countErrorLines = countErrorLines;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <inheritdoc/>
    /// <remarks>If the bad lines cannot be put, nothing is to be sent, or they would be lost.</remarks>
    public async Task<ReadOnlyMemory<byte>> ProcessAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        cancellationToken.ThrowIfCancellationRequested();
        using PooledBytes converted = new();
        using PooledBytes bad = new();
        long badLines = Convert(parcel, converted, bad);
        if (badLines > 0)
        {
            ReadOnlyMemory<byte> lines = bad.Written;
            await BlobFailures.ClassifyAsync(() => ProcessingFailedObject.PutAsync(_errors, parcel, lines, cancellationToken), _errors.Location).ConfigureAwait(false);
            _countErrorLines(badLines);
        }

        return converted.Written.ToArray();
    }

    private long Convert(Parcel parcel, PooledBytes converted, PooledBytes bad)
    {
        ReadOnlySpan<byte> rest = parcel.Bytes.Span;
        bool isUtf8 = Utf8.IsValid(rest);
        using PooledBytes repaired = new();
        bool startsLog = parcel.Range.Offset == 0;
        long badLines = 0;
        while (!rest.IsEmpty)
        {
            int newline = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> raw = rest[..(newline < 0 ? rest.Length : newline + 1)];
            rest = rest[raw.Length..];
            ReadOnlySpan<byte> line = Content(raw, startsLog);
            startsLog = false;
            if (!line.IsEmpty && !TryConvert(isUtf8 ? line : ToUtf8(line, repaired), converted))
            {
                bad.Append(raw);
                badLines++;
            }
        }

        return badLines;
    }

    /// <summary>The line without its end, of which some writers on Windows make CR CR LF, and without a byte order mark.</summary>
    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> raw, bool startsLog)
    {
        ReadOnlySpan<byte> line = raw is [.. var before, (byte)'\n'] ? before : raw;
        line = line.TrimEnd((byte)'\r');
        return startsLog && line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line;
    }

    /// <summary>The line as UTF-8; one that was not stays in <paramref name="repaired"/> until the next.</summary>
    private static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> line, PooledBytes repaired) => Utf8.IsValid(line)
        ? line
        : Repair(line, repaired.Reserve(checked(line.Length * Latin1Repair.MaxGrowth)));

    private static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> line, Span<byte> destination) =>
        destination[..Latin1Repair.ToUtf8(line, destination)];

    private bool TryConvert(ReadOnlySpan<byte> line, PooledBytes converted)
    {
        bool good = _line.TryConvert(line, converted.Reserve(_line.MaxBytes(line.Length)), out int written);
        converted.Advance(good ? written : 0);
        return good;
    }
}
