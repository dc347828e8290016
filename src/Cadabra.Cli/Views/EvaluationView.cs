using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Training.Evaluation;
using Spectre.Console;

namespace Cadabra.Cli.Views;

/// <summary>Offline metrics for people and for programs.</summary>
internal static class EvaluationView
{
    public static EvaluateJson ToJson(EvaluationReport report) => new(report.Metrics, report.Baselines, report.Customers);

    public static void Show(EvaluationReport report, Terminal terminal)
    {
        string[] baselines = [.. report.Baselines.Keys];
        Table table = PlainTable.Create(["metric", "ALS", .. baselines, "ALS / popularity"]).RightAligned(1);
        foreach ((string metric, double value) in report.Metrics)
        {
            double popularity = report.Baselines["popularity"].GetValueOrDefault(metric);
            table.AddRow(
            [
                metric,
                $"[bold]{Number(value)}[/]",
                .. baselines.Select(baseline => report.Baselines[baseline].TryGetValue(metric, out double other) ? Number(other) : ""),
                popularity > 0 ? string.Create(CultureInfo.InvariantCulture, $"{value / popularity:0.0}×") : "",
            ]);
        }

        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Tested on {Markup.Escape(report.Split)}: {report.Customers:N0} customers"));
        terminal.Show(table);
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
