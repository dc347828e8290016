using System.Globalization;
using System.Text;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Data;

namespace Cadabra.Training.InteractionFiles;

/// <summary>What a reader found so far: interactions by dense ids, and the lines that are none.</summary>
internal sealed class InteractionRows
{
    private readonly IdIndex _customers = new();
    private readonly IdIndex _products = new();
    private readonly InteractionsBuilder _builder = new();
    private long _malformed;
    private string? _firstMalformed;

    public void Add(ReadOnlySpan<byte> customer, ReadOnlySpan<byte> product, float weight) =>
        _builder.Add(_customers.GetOrAdd(customer), _products.GetOrAdd(product), weight);

    public void AddMalformed(ReadOnlySpan<byte> line)
    {
        _malformed++;
        _firstMalformed ??= Encoding.UTF8.GetString(line.Length > 80 ? line[..80] : line);
    }

    public InteractionData ToData(string path)
    {
        Interactions interactions = _builder.Build(_customers.Count, _products.Count);
        if (interactions.Count == 0)
        {
            string found = _firstMalformed is null
                ? "holds no line"
                : string.Create(CultureInfo.InvariantCulture, $"holds {_malformed} lines and none is an interaction; the first is '{_firstMalformed}'");
            throw new InputException($"{path} {found}; expected lines of customer, product, weight, with a number as weight, separated by commas.");
        }

        return new InteractionData(_customers, _products, interactions, _builder.Count + _malformed, _malformed);
    }
}
