using System.Globalization;
using Cadabra.Recommender.Data;
using Cadabra.Storage;
using Cadabra.Training.Data;

namespace Cadabra.Training.InteractionFiles;

/// <summary>
/// What was read so far: interactions by dense ids, and the lines that are none. Blocks look their ids up at once on all cores, and are
/// then taken one after the other in the order of the file, so that ids are the same however many cores there are.
/// </summary>
internal sealed class InteractionRows
{
    private readonly IdIndex _customers = new();
    private readonly IdIndex _products = new();
    private readonly InteractionsBuilder _builder = new();
    private long _malformed;
    private string? _firstMalformed;

    /// <summary>Looks up the ids that are known already, most of the work of taking a block. May run for several at once, but not beside <see cref="Take"/>.</summary>
    public void FindIds(InteractionBlock block)
    {
        block.Customers.Find(_customers);
        block.Products.Find(_products);
    }

    /// <summary>Takes a block; its new ids are added.</summary>
    public void Take(InteractionBlock block)
    {
        block.Customers.Resolve(_customers);
        block.Products.Resolve(_products);
        _builder.Add(block.Customers.Ids, block.Products.Ids, block.Weights);
        _malformed += block.Malformed;
        _firstMalformed ??= block.FirstMalformed;
    }

    /// <summary>Ends the reading; what was taken is handed over.</summary>
    /// <exception cref="InputException">There is no interaction.</exception>
    public InteractionData ToData(string path)
    {
        int read = _builder.Count;
        Interactions interactions = Build(path);
        if (interactions.Count == 0)
        {
            throw new InputException($"{path} {Describe(read)}; expected lines of customer, product, weight, with a number as weight, separated by commas.");
        }

        return new InteractionData(_customers, _products, interactions, read + _malformed, _malformed);
    }

    private Interactions Build(string path)
    {
        try
        {
            return _builder.BuildAndClear(_customers.Count, _products.Count);
        }
        catch (OverflowException exception)
        {
            throw new InputException($"{path} holds weights too large to be summed ({exception.Message.TrimEnd('.')}).", exception);
        }
    }

    private string Describe(int read) => (read, _firstMalformed) switch
    {
        (0, null) => "holds no line",
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"holds {_malformed} lines and none is an interaction; the first is '{_firstMalformed}'"),
        _ => string.Create(CultureInfo.InvariantCulture, $"holds {read} interactions whose weights cancel to nothing"),
    };
}
