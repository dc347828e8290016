using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Models;
using Cadabra.Recommender.Ranking;
using Spectre.Console;

namespace Cadabra.Cli.Views;

/// <summary>Lists of products for people and for programs.</summary>
internal static class RecommendationView
{
    // Beside the recommendations, this many of the customer's purchases are enough to see why.
    private const int PurchasesShown = 5;

    public static IReadOnlyList<ItemJson> ToJson(IReadOnlyList<ScoredProduct> products, Catalog catalog) =>
        [.. products.Select(scored => new ItemJson(catalog[scored.Product].Code, catalog[scored.Product].Description, scored.Score))];

    /// <summary>Shows what a customer bought most, and what is recommended.</summary>
    public static void Show(Model model, int customer, IReadOnlyList<ScoredProduct> products, Terminal terminal)
    {
        ReadOnlySpan<int> bought = model.Purchases.Weights.Columns(customer);
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"[bold]Customer {Markup.Escape(model.Customers[customer])}[/] [dim]bought {bought.Length:N0} products, most often:[/]"));
        foreach (int product in MostBought(model, customer))
        {
            terminal.Line($"    [dim]{Markup.Escape(model.Catalog[product].Code),-8} {Markup.Escape(model.Catalog[product].Description)}[/]");
        }

        terminal.Line("  and would like:");
        ShowList(products, model.Catalog, terminal);
    }

    /// <summary>Shows a ranked list.</summary>
    public static void ShowList(IReadOnlyList<ScoredProduct> products, Catalog catalog, Terminal terminal)
    {
        int rank = 0;
        foreach (ScoredProduct scored in products)
        {
            Product product = catalog[scored.Product];
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{++rank,4}. {Markup.Escape(product.Code),-8} {Markup.Escape(product.Description)} [dim]{scored.Score:0.000}[/]"));
        }
    }

    private static IEnumerable<int> MostBought(Model model, int customer)
    {
        int[] products = model.Purchases.Weights.Columns(customer).ToArray();
        float[] weights = model.Purchases.Weights.Values(customer).ToArray();
        return Enumerable.Range(0, products.Length)
            .OrderByDescending(entry => weights[entry])
            .Take(PurchasesShown)
            .Select(entry => products[entry]);
    }
}
