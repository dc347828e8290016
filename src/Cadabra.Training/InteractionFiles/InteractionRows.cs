using System.Globalization;
using System.Text;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Data;

namespace Cadabra.Training.InteractionFiles;

/// <summary>What a reader found so far: interactions by dense ids, and the lines that are none.</summary>
internal sealed class InteractionRows
{
    private const int QuotedBytes = 80;

    private readonly IdIndex _customers = new();
    private readonly IdIndex _products = new();
    private readonly InteractionsBuilder _builder = new();
    private int _lastCustomer;
    private long _malformed;
    private string? _firstMalformed;

    public void Add(ReadOnlySpan<byte> customer, ReadOnlySpan<byte> product, float weight) =>
        _builder.Add(FindCustomer(customer), _products.GetOrAdd(product), weight);

    public void AddMalformed(ReadOnlySpan<byte> line)
    {
        _malformed++;
        _firstMalformed ??= Quote(line);
    }

    /// <exception cref="InputException">There is no interaction.</exception>
    public InteractionData ToData(string path)
    {
        Interactions interactions = Build(path);
        if (interactions.Count == 0)
        {
            throw new InputException($"{path} {Describe()}; expected lines of customer, product, weight, with a number as weight, separated by commas.");
        }

        return new InteractionData(_customers, _products, interactions, _builder.Count + _malformed, _malformed);
    }

    // Files are often sorted by customer, and comparing with the one before costs less than looking it up.
    private int FindCustomer(ReadOnlySpan<byte> customer)
    {
        if (_customers.Count == 0 || !_customers.Utf8(_lastCustomer).SequenceEqual(customer))
        {
            _lastCustomer = _customers.GetOrAdd(customer);
        }

        return _lastCustomer;
    }

    private Interactions Build(string path)
    {
        try
        {
            return _builder.Build(_customers.Count, _products.Count);
        }
        catch (OverflowException exception)
        {
            throw new InputException($"{path} holds weights too large to be summed ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    private string Describe() => (_builder.Count, _firstMalformed) switch
    {
        (0, null) => "holds no line",
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"holds {_malformed} lines and none is an interaction; the first is '{_firstMalformed}'"),
        _ => string.Create(CultureInfo.InvariantCulture, $"holds {_builder.Count} interactions whose weights cancel to nothing"),
    };

    // The file can be anything, so what is shown of it must not reach a terminal as control characters.
    private static string Quote(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line.Length > QuotedBytes ? line[..QuotedBytes] : line);
        return string.Concat(text.Select(static character => char.IsControl(character) ? '?' : character));
    }
}
