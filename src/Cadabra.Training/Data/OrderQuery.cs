using Cadabra.Lake.Inputs;
using Cadabra.Orders;

namespace Cadabra.Training.Data;

/// <summary>Which order lines to read.</summary>
public sealed record OrderQuery
{
    /// <summary>Files, folders, lakes or globs.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Hours of the lake to read. Default all.</summary>
    public TimeRange Range { get; init; } = TimeRange.All;

    /// <summary>Which part of a stock code names the product. Default <see cref="ProductKey.StockCode"/>.</summary>
    public ProductKey ProductKey { get; init; } = ProductKey.StockCode;
}
