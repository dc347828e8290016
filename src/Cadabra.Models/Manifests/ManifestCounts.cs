namespace Cadabra.Models.Manifests;

/// <summary>Sizes of the data that a model was trained on.</summary>
public sealed record ManifestCounts
{
    /// <summary>Number of customers; their dense ids are 0 to Customers − 1.</summary>
    public required int Customers { get; init; }

    /// <summary>Number of products; their dense ids are 0 to Products − 1.</summary>
    public required int Products { get; init; }

    /// <summary>Number of distinct (customer, product) pairs.</summary>
    public required long Interactions { get; init; }

    /// <summary>Number of lines read, kept or not.</summary>
    public long Lines { get; init; }

    /// <summary>Number of lines not kept, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected
    {
        get;

        // The generated reader hands a null over where the member is absent.
        init => field = value ?? new Dictionary<string, long>();
    } = new Dictionary<string, long>();
}
