using System.Globalization;
using System.Text.Json;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Models.Manifests;
using Cadabra.Models.Store;
using Spectre.Console;

namespace Cadabra.Cli.Views;

/// <summary>A store's models for people and for programs.</summary>
internal static class ModelsView
{
    public static ModelsJson ToJson(IReadOnlyList<StoredModel> models) => new(
    [
        .. models.Select(model => new ModelJson(
            model.Name,
            model.IsCurrent,
            model.Created,
            model.Manifest is { } manifest ? Engine(manifest) : null,
            model.Manifest?.Counts.Customers,
            model.Manifest?.Counts.Products,
            model.Manifest?.Counts.Interactions,
            model.Manifest?.Metrics,
            model.Damage)),
    ]);

    public static void Show(IReadOnlyList<StoredModel> models, string store, Terminal terminal)
    {
        if (models.Count == 0)
        {
            terminal.Line($"The store {Markup.Escape(store)} holds no model yet; `cadabra train` makes one.");
            return;
        }

        Table table = PlainTable.Create("", "model", "engine", "rank", "customers", "products", "interactions", "state").RightAligned(3);
        table.Columns[^1].Alignment(Justify.Left);
        foreach (StoredModel model in models)
        {
            Manifest? manifest = model.Manifest;
            table.AddRow(
                model.IsCurrent ? "[green]*[/]" : "",
                Markup.Escape(model.Name),
                manifest is null ? "" : Engine(manifest),
                Number(manifest?.Parameters.Rank),
                Number(manifest?.Counts.Customers),
                Number(manifest?.Counts.Products),
                Number(manifest?.Counts.Interactions),
                model.Damage is { } damage ? $"[red]damaged: {Markup.Escape(damage)}[/]" : model.IsCurrent ? "[green]current[/]" : "");
        }

        terminal.Show(table);
    }

    public static void Show(Manifest manifest, Terminal terminal)
    {
        Table table = PlainTable.Create("", Markup.Escape(manifest.Name));
        table.AddRow("engine", Engine(manifest));
        table.AddRow("created", manifest.Created.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        if (manifest.TrainingWindow is { From: { } from, To: { } to })
        {
            table.AddRow("orders", string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm}"));
        }

        TrainingParameters parameters = manifest.Parameters;
        table.AddRow("parameters", Markup.Escape(string.Create(
            CultureInfo.InvariantCulture,
            $"rank {parameters.Rank}, maxIter {parameters.MaxIter}, regParam {parameters.RegParam}, alpha {parameters.Alpha}, {(parameters.ImplicitPrefs ? "implicit" : "explicit")}, seed {parameters.Seed}, solver {parameters.Solver}")));
        table.AddRow("interactions", Markup.Escape(string.Join(", ", manifest.Interactions.Select(option => $"{option.Key} {option.Value}"))));
        table.AddRow("customers", Number(manifest.Counts.Customers));
        table.AddRow("products", Number(manifest.Counts.Products));
        table.AddRow("pairs", Number(manifest.Counts.Interactions));
        table.AddRow("lines", Number(manifest.Counts.Lines));
        foreach ((string metric, double value) in manifest.Metrics)
        {
            table.AddRow(Markup.Escape(metric), value.ToString("0.0000", CultureInfo.InvariantCulture));
        }

        terminal.Show(table);
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Every byte of its {manifest.Files.Count} files is as it was written."));
    }

    private static string Engine(Manifest manifest) => JsonNamingPolicy.CamelCase.ConvertName(manifest.Engine.ToString());

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
