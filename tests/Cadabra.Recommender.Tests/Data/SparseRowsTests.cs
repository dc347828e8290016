using Cadabra.Recommender.Data;
using CsCheck;

namespace Cadabra.Recommender.Tests.Data;

public sealed class SparseRowsTests
{
    [Fact]
    public void Rows_are_read_as_the_example_says()
    {
        var rows = new SparseRows(4, [0, 2, 2, 3], [1, 3, 0], [5, 2, 7]);

        Assert.Equal((3, 4, 3), (rows.RowCount, rows.ColumnCount, rows.EntryCount));
        Assert.Equal([1, 3], rows.Columns(0));
        Assert.Equal([5, 2], rows.Values(0));
        Assert.True(rows.Columns(1).IsEmpty);
        Assert.Equal([0], rows.Columns(2));
    }

    [Fact]
    public void Transposing_moves_every_entry()
    {
        SparseRows columns = new SparseRows(4, [0, 2, 2, 3], [1, 3, 0], [5, 2, 7]).Transpose();

        Assert.Equal((4, 3, 3), (columns.RowCount, columns.ColumnCount, columns.EntryCount));
        Assert.Equal([0, 1, 2, 2, 3], columns.Offsets);
        Assert.Equal([2], columns.Columns(0));
        Assert.Equal([7], columns.Values(0));
        Assert.Equal([0], columns.Columns(3));
        Assert.Equal([2], columns.Values(3));
    }

    [Fact]
    public void Transposing_twice_gives_the_same_rows() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9]).HashSet[0, 40].Sample(pairs =>
        {
            var builder = new InteractionsBuilder();
            foreach ((int row, int column) in pairs)
            {
                builder.Add(row, column, (10 * row) + column + 1);
            }

            SparseRows rows = builder.Build(8, 10).ByCustomer;
            SparseRows twice = rows.Transpose().Transpose();
            return rows.Offsets.SequenceEqual(twice.Offsets)
                && Enumerable.Range(0, 8).All(row => rows.Columns(row).SequenceEqual(twice.Columns(row)) && rows.Values(row).SequenceEqual(twice.Values(row)));
        });

    [Theory]
    [InlineData(new int[0], new[] { 0 }, "Offsets must run from 0")]
    [InlineData(new[] { 1, 1 }, new[] { 0 }, "Offsets must run from 0")]
    [InlineData(new[] { 0, 2 }, new[] { 0 }, "Offsets must run from 0")]
    [InlineData(new[] { 0, 3, 1, 2 }, new[] { 0, 1 }, "row 0 runs from 0 to 3")]
    [InlineData(new[] { 0, 1, 0, 2 }, new[] { 0, 1 }, "row 1 runs from 1 to 0")]
    [InlineData(new[] { 0, 2 }, new[] { 1, 0 }, "row 0 holds 0 after 1")]
    [InlineData(new[] { 0, 2 }, new[] { 1, 1 }, "row 0 holds 1 after 1")]
    [InlineData(new[] { 0, 1 }, new[] { 4 }, "lie below 4; row 0 holds 4")]
    [InlineData(new[] { 0, 1 }, new[] { -1 }, "row 0 holds -1")]
    public void Arrays_that_do_not_fit_together_are_rejected(int[] offsets, int[] columns, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new SparseRows(4, offsets, columns, new float[columns.Length]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
