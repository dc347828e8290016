using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Orders;
using Cadabra.Training.Inspection;
using Spectre.Console;

namespace Cadabra.Cli.Views;

/// <summary>An inspection report for people and for programs.</summary>
internal static class InspectionView
{
    public static InspectJson ToJson(InspectionReport report) => new(
        report.Lines,
        report.Kept,
        report.Rejected,
        report.Returns,
        report.Customers,
        report.Products,
        report.From,
        report.To,
        report.Warnings);

    /// <summary>Shows the counts, a sample of what was rejected, and the warnings.</summary>
    public static void Show(InspectionReport report, Terminal terminal)
    {
        ShowCounts(report, terminal);
        if (report.Samples.Count > 0)
        {
            terminal.Line("[bold]Rejected lines, some of each reason[/]");
            terminal.Show(Samples(report));
        }

        ShowWarnings(report, terminal);
    }

    public static void ShowCounts(InspectionReport report, Terminal terminal) => terminal.Show(Summary(report));

    public static void ShowWarnings(InspectionReport report, Terminal terminal)
    {
        foreach (string warning in report.Warnings)
        {
            terminal.Line($"[yellow]![/] {Markup.Escape(warning)}");
        }
    }

    private static Table Summary(InspectionReport report)
    {
        Table table = PlainTable.Create("", "lines").RightAligned(1);
        table.AddRow("read", Number(report.Lines));
        table.AddRow("[green]kept[/]", Number(report.Kept));
        foreach ((string reason, long lines) in report.Rejected)
        {
            table.AddRow(lines == 0 ? $"[dim]{reason}[/]" : reason, Number(lines));
        }

        table.AddEmptyRow();
        table.AddRow("customers", Number(report.Customers));
        table.AddRow("products", Number(report.Products));
        if (report is { From: { } from, To: { } to })
        {
            table.AddRow("first order", from.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            table.AddRow("last order", to.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static Table Samples(InspectionReport report)
    {
        Table table = PlainTable.Create("reason", "why", "line");
        foreach (var sample in report.Samples)
        {
            table.AddRow(Markup.Escape(sample.Rejection.ToName()), Markup.Escape(sample.Explanation), Markup.Escape(sample.Text));
        }

        return table;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
