using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Data;

namespace Cadabra.Training.InteractionFiles;

/// <summary>What a reader found so far: interactions by dense ids, and the lines that are none.</summary>
internal sealed class InteractionRows
{
    private const int QuotedBytes = 80;

    // Large enough that two threads are worth waking, small enough to stay in the cache.
    private const int BlockRows = 1 << 15;

    private readonly IdColumn _customers = new();
    private readonly IdColumn _products = new();
    private readonly InteractionsBuilder _builder = new();
    private readonly List<float> _weights = new(BlockRows);
    private long _malformed;
    private string? _firstMalformed;

    public void Add(ReadOnlySpan<byte> customer, ReadOnlySpan<byte> product, float weight)
    {
        _customers.Add(customer);
        _products.Add(product);
        _weights.Add(weight);
        if (_weights.Count == BlockRows)
        {
            EndBlock();
        }
    }

    public void AddMalformed(ReadOnlySpan<byte> line)
    {
        _malformed++;
        _firstMalformed ??= Quote(line);
    }

    /// <exception cref="InputException">There is no interaction.</exception>
    public InteractionData ToData(string path)
    {
        EndBlock();
        Interactions interactions = Build(path);
        if (interactions.Count == 0)
        {
            throw new InputException($"{path} {Describe()}; expected lines of customer, product, weight, with a number as weight, separated by commas.");
        }

        return new InteractionData(_customers.Index, _products.Index, interactions, _builder.Count + _malformed, _malformed);
    }

    // Looking the ids up is most of the work; the two sides do not depend on each other.
    private void EndBlock()
    {
        Parallel.Invoke(_customers.Resolve, _products.Resolve);
        _builder.Add(_customers.Ids, _products.Ids, CollectionsMarshal.AsSpan(_weights));
        _customers.Clear();
        _products.Clear();
        _weights.Clear();
    }

    private Interactions Build(string path)
    {
        try
        {
            return _builder.Build(_customers.Index.Count, _products.Index.Count);
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
