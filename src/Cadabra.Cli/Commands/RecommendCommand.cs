using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Cli.Views;
using Cadabra.Models;
using Cadabra.Models.Export;
using Cadabra.Models.Serving;
using Cadabra.Recommender.Ranking;
using Cadabra.Training.Evaluation;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra recommend</c>: the products that one, some or all customers would like.</summary>
internal sealed class RecommendCommand : VerbCommand
{
    private readonly ModelParameters _model = new();
    private readonly Option<string[]> _customers = new("--customer") { Description = "Customer id; repeats.", HelpName = "id", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _all = new("--all") { Description = "Every customer of the model." };
    private readonly Option<int> _top = OptionFactory.Top();
    private readonly Option<Choice<RepeatHandling>> _repeats = OptionFactory.Repeats("Whether to recommend what the customer has bought before.");
    private readonly Option<string?> _out = new("--out") { Description = "With --all: the file to write, .csv, .jsonl or .parquet.", HelpName = "file" };
    private readonly OutputParameters _output = new();

    public RecommendCommand()
        : base(
            "recommend",
            "List the products that customers would like, without those they have.",
            "cadabra recommend --store shop/store --customer 17850",
            "cadabra recommend --store shop/store --all --top 20 --out recommendations.parquet")
    {
        _model.AddTo(this);
        Add(_customers);
        Add(_all);
        Add(_top);
        Add(_repeats);
        Add(_out);
        _output.AddTo(this);
        Validators.Add(result =>
        {
            bool some = result.GetValue(_customers) is { Length: > 0 };
            string? file = result.GetValue(_out);
            if (some == result.GetValue(_all))
            {
                result.AddError(some ? "Both --customer and --all are given; choose one." : "Neither --customer nor --all is given; say for whom.");
            }
            else if (file is not null && (some || !RecommendationFile.IsSupported(file)))
            {
                result.AddError(some ? "--out goes with --all." : $"--out is '{file}'; expected a name that ends in {string.Join(", ", RecommendationFile.Extensions)}.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        int top = parsed.GetValue(_top);
        bool includePurchased = parsed.GetValue(_repeats).Value == RepeatHandling.Include;
        bool all = parsed.GetValue(_all);
        if (all)
        {
            // On another core, while this one reads the model.
            _ = Ranker.WarmUp();
        }

        Model model = await _model.ReadAsync(parsed, cancellationToken);
        if (all)
        {
            RecommendAllJson result = await RecommendAllStep.RunAsync(model, top, includePurchased, parsed.GetValue(_out), terminal, cancellationToken);
            terminal.Json(result, CliJson.Default.RecommendAllJson);
            return ExitCode.Done;
        }

        var recommender = new ModelRecommender(model);
        int[] customers = [.. parsed.GetValue(_customers)!.Select(recommender.FindCustomer)];
        List<RecommendJson> lists = [];
        foreach (int customer in customers)
        {
            ScoredProduct[] products = recommender.Recommend(customer, top, includePurchased);
            RecommendationView.Show(model, customer, products, terminal);
            lists.Add(new RecommendJson(model.Customers[customer], RecommendationView.ToJson(products, model.Catalog)));
        }

        if (lists is [RecommendJson only])
        {
            terminal.Json(only, CliJson.Default.RecommendJson);
        }
        else
        {
            terminal.Json(new RecommendSomeJson(lists), CliJson.Default.RecommendSomeJson);
        }

        return ExitCode.Done;
    }
}
