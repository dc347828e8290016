using System.CommandLine;
using Cadabra.Cli.Demo;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Cli.Views;
using Cadabra.Models;
using Cadabra.Models.Serving;
using Cadabra.Orders.Generation;
using Cadabra.Orders.Generation.Simulation;
using Cadabra.Recommender.Als;
using Cadabra.Training.Data;
using Cadabra.Training.Evaluation;
using Cadabra.Training.Inspection;
using Cadabra.Training.Splits;
using Cadabra.Training.Weighting;
using Spectre.Console;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra demo</c>: the whole way, from a shop's servers to recommendations.</summary>
internal sealed class DemoCommand : VerbCommand
{
    private const int CustomersShown = 3;
    private const int ProductsShown = 5;

    private readonly Option<string> _dir = new("--dir") { Description = "Folder of the invented shop; a second demo keeps its orders.", HelpName = "dir", DefaultValueFactory = _ => "shop" };
    private readonly Option<bool> _noServe = new("--no-serve") { Description = "End after the recommendations. This version has no dashboard yet, so it always does." };
    private readonly OutputParameters _output = new();

    public DemoCommand()
        : base(
            "demo",
            "Invent a shop and go the whole way: server logs, lake, training, evaluation, recommendations.",
            "cadabra demo",
            "cadabra demo --dir /tmp/shop --no-serve --json")
    {
        Add(_dir);
        Add(_noServe);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        var folder = new DemoFolder(parsed.GetValue(_dir)!);
        await MakeShopAsync(folder, terminal, cancellationToken);

        TrainingInput input = await ReadInputStep.OrdersAsync(new OrderQuery { Paths = [folder.Lake] }, new WeightingOptions(), terminal, cancellationToken);
        InspectionReport inspection = Inspector.Inspect(input);
        var als = new AlsOptions();
        StoredTraining training = await TrainStep.RunAsync(input, als, folder.Store, publish: true, terminal, cancellationToken);
        EvaluationReport evaluation = await EvaluateStep.RunAsync(input.Data, new SplitOptions(), als, new EvaluationOptions(), terminal, cancellationToken);

        InspectionView.ShowCounts(inspection, terminal);
        InspectionView.ShowWarnings(inspection, terminal);
        EvaluationView.Show(evaluation, terminal);
        ShowRecommendations(training.Result.Model, terminal);
        ShowNext(folder, training.Result.Model, terminal);
        terminal.Json(
            new DemoJson(InspectionView.ToJson(inspection), TrainingView.ToJson(training), EvaluationView.ToJson(evaluation)),
            CliJson.Default.DemoJson);
        return ExitCode.Done;
    }

    private static async Task MakeShopAsync(DemoFolder folder, Terminal terminal, CancellationToken cancellationToken)
    {
        if (folder.Open())
        {
            terminal.Line($"The shop in {Markup.Escape(folder.FullPath)} is kept from an earlier demo.");
            return;
        }

        await GenerateStep.SimulateAsync(new ShopOptions(), new ServerLogsOptions { To = folder.Logs }, terminal, cancellationToken);
        await ShipStep.RunAsync(ShipParameters.ForLake(Path.Combine(folder.Logs, "**", "*.log"), folder.Lake, state: null), terminal, cancellationToken);
        folder.Finish();
    }

    private static void ShowRecommendations(Model model, Terminal terminal)
    {
        var recommender = new ModelRecommender(model);
        foreach (int customer in FrequentCustomers(model))
        {
            terminal.Line();
            RecommendationView.Show(model, customer, recommender.Recommend(customer, ProductsShown, includePurchased: false), terminal);
        }
    }

    // Customers with a long history make the best examples: one sees at once what the recommendations have in common with it.
    private static IEnumerable<int> FrequentCustomers(Model model) =>
        Enumerable.Range(0, model.Customers.Count)
            .OrderByDescending(customer => model.Purchases.Weights.Columns(customer).Length)
            .Skip(CustomersShown)
            .Take(CustomersShown);

    private static void ShowNext(DemoFolder folder, Model model, Terminal terminal)
    {
        string customer = Markup.Escape(model.Customers[0]);
        string product = Markup.Escape(model.Catalog[0].Code);
        terminal.Line();
        terminal.Line("[bold]Where everything is[/]");
        terminal.Line($"  server logs  {Markup.Escape(folder.Logs)}");
        terminal.Line($"  lake         {Markup.Escape(folder.Lake)}");
        terminal.Line($"  models       {Markup.Escape(folder.Store)}");
        terminal.Line();
        terminal.Line("[bold]What to type next[/]");
        terminal.Line($"  alias cadabra='dotnet {Markup.Escape(Path.Combine(AppContext.BaseDirectory, "cadabra.dll"))}'");
        terminal.Line($"  cadabra ship --logs '{Markup.Escape(Path.Combine(folder.Logs, "*.log"))}' --lake {Markup.Escape(folder.Lake)}");
        terminal.Line($"  cadabra recommend --store {Markup.Escape(folder.Store)} --customer {customer}");
        terminal.Line($"  cadabra similar --store {Markup.Escape(folder.Store)} --product {product}");
        terminal.Line("  cadabra train --orders your-orders.csv --store my-shop/store");
    }
}
