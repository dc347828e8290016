using Spectre.Console;

namespace Cadabra.Cli.Output;

/// <summary>Tables without vertical lines: they read well on a terminal, and cut well in a pipe.</summary>
internal static class PlainTable
{
    public static Table Create(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        return table;
    }

    /// <summary>Aligns every column from <paramref name="first"/> on to the right, as numbers read best.</summary>
    public static Table RightAligned(this Table table, int first)
    {
        for (int column = first; column < table.Columns.Count; column++)
        {
            table.Columns[column].Alignment(Justify.Right);
        }

        return table;
    }
}
