using System.Runtime.InteropServices;
using Cadabra.Models.Parquet;

namespace Cadabra.Models.Export;

/// <summary>Parquet: <c>customer: string, rank: int, product: string, description: string, score: float</c>, none of them null.</summary>
internal sealed class ParquetRecommendationWriter : RecommendationWriter
{
    private readonly TableWriter _table;
    private readonly TextBatch _customers = new();
    private readonly List<int> _ranks = [];
    private readonly TextBatch _products = new();
    private readonly TextBatch _descriptions = new();
    private readonly List<float> _scores = [];

    public ParquetRecommendationWriter(Stream stream, Catalog catalog)
        : base(catalog) =>
        _table = new TableWriter(stream, Columns.Schema(
            Columns.Text("customer"),
            Columns.Int32("rank"),
            Columns.Text("product"),
            Columns.Text("description"),
            Columns.Float("score")));

    protected override bool IsFull => _ranks.Count >= TableWriter.RowsPerGroup;

    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        _table.Complete();
    }

    public override void Dispose()
    {
        _table.Dispose();
        base.Dispose();
    }

    protected override void Append(string customer, int rank, Product product, float score)
    {
        _customers.Add(customer);
        _ranks.Add(rank);
        _products.Add(product.Code);
        _descriptions.Add(product.Description);
        _scores.Add(score);
    }

    protected override ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_ranks.Count == 0)
        {
            return ValueTask.CompletedTask;
        }

        _table.WriteGroup(group =>
        {
            _customers.WriteTo(group);
            group.Write<int>(CollectionsMarshal.AsSpan(_ranks));
            _products.WriteTo(group);
            _descriptions.WriteTo(group);
            group.Write<float>(CollectionsMarshal.AsSpan(_scores));
        });
        _customers.Clear();
        _ranks.Clear();
        _products.Clear();
        _descriptions.Clear();
        _scores.Clear();
        return ValueTask.CompletedTask;
    }
}
