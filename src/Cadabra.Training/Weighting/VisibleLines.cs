using Cadabra.Training.History;

namespace Cadabra.Training.Weighting;

/// <summary>Which lines of a history a model may learn from; a split hides the rest.</summary>
/// <param name="Sales">Whether each row of <see cref="OrderHistory.Sales"/> is visible.</param>
/// <param name="Returns">Whether each row of <see cref="OrderHistory.Returns"/> is visible.</param>
internal sealed record VisibleLines(bool[] Sales, bool[] Returns)
{
    /// <summary>Every line.</summary>
    public static VisibleLines All(OrderHistory history)
    {
        var all = new VisibleLines(new bool[history.Sales.Count], new bool[history.Returns.Count]);
        Array.Fill(all.Sales, true);
        Array.Fill(all.Returns, true);
        return all;
    }

    /// <summary>The sales that these lines hide, and no returns.</summary>
    public VisibleLines HiddenSales() => new(Array.ConvertAll(Sales, static visible => !visible), new bool[Returns.Length]);
}
