using Cadabra.Lake.Inputs;
using Cadabra.Orders;
using Cadabra.Storage;

namespace Cadabra.Training.Data;

/// <summary>Which order lines to read.</summary>
public sealed record OrderQuery
{
    /// <summary>Files, folders, lakes or globs, or the URIs of such.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Opens the container at a location that the paths lead to. Default <see cref="BlobLocation.Open"/>, which knows folders of this machine.</summary>
    public Func<string, IBlobContainer> Open { get; init; } = BlobLocation.Open;

    /// <summary>Hours of the lake to read. Default all.</summary>
    public TimeRange Range { get; init; } = TimeRange.All;

    /// <summary>Which part of a stock code names the product. Default <see cref="ProductKey.StockCode"/>.</summary>
    public ProductKey ProductKey { get; init; } = ProductKey.StockCode;
}
