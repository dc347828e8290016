using System.CommandLine;
using Cadabra.Cli.Json;
using Cadabra.Cli.Options;
using Cadabra.Cli.Output;
using Cadabra.Cli.Views;
using Cadabra.Models;
using Cadabra.Models.Serving;
using Cadabra.Recommender.Ranking;
using Spectre.Console;

namespace Cadabra.Cli.Commands;

/// <summary><c>cadabra similar</c>: products whose buyers have the same tastes.</summary>
internal sealed class SimilarCommand : VerbCommand
{
    private readonly ModelParameters _model = new();
    private readonly Option<string> _product = new("--product") { Description = "Product code.", HelpName = "code", Required = true };
    private readonly Option<int> _top = OptionFactory.Top();
    private readonly OutputParameters _output = new();

    public SimilarCommand()
        : base(
            "similar",
            "List the products most like one, by the tastes of those who buy them.",
            "cadabra similar --store shop/store --product 85123A")
    {
        _model.AddTo(this);
        Add(_product);
        Add(_top);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = _output.Open(parsed);
        Model model = await _model.ReadAsync(parsed, cancellationToken);
        var recommender = new ModelRecommender(model);
        int product = recommender.FindProduct(parsed.GetValue(_product)!);
        ScoredProduct[] similar = recommender.Similar(product, parsed.GetValue(_top));

        Product named = model.Catalog[product];
        terminal.Line($"Products like [bold]{Markup.Escape(named.Code)}[/] {Markup.Escape(named.Description)}:");
        RecommendationView.ShowList(similar, model.Catalog, terminal);
        terminal.Json(new SimilarJson(named.Code, RecommendationView.ToJson(similar, model.Catalog)), CliJson.Default.SimilarJson);
        return ExitCode.Done;
    }
}
