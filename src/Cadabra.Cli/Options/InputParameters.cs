using System.CommandLine;
using Cadabra.Cli.Output;
using Cadabra.Cli.Steps;
using Cadabra.Lake.Inputs;
using Cadabra.Orders;
using Cadabra.Storage.S3;
using Cadabra.Training.Data;
using Cadabra.Training.Weighting;

namespace Cadabra.Cli.Options;

/// <summary>The options that say what to read: order lines, or ready interactions.</summary>
internal sealed class InputParameters
{
    private readonly Option<string[]> _orders = new("--orders")
    {
        Description = "Order lines: a file, a folder, a lake, a pattern, an s3:// URI; repeats.",
        HelpName = "path",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<DateTime?> _from = OptionFactory.Moment("--from", "First hour of the lake to read, UTC.");
    private readonly Option<DateTime?> _to = OptionFactory.Moment("--to", "End of the lake's hours to read, UTC; not read itself.");
    private readonly Option<Choice<ProductKey>> _productKey = OptionFactory.OneOf<ProductKey>(
        "--product-key",
        "Which part of a stock code names the product.",
        new("stock-code", ProductKey.StockCode),
        new("first-five-digits", ProductKey.FirstFiveDigits));

    private readonly Option<string?> _interactions = new("--interactions")
    {
        Description = "Ready weights instead of orders: a CSV (gzip or not) or Parquet file with customer, product, weight.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Add(_orders);
        command.Add(_interactions);
        command.Add(_from);
        command.Add(_to);
        command.Add(_productKey);
        command.Validators.Add(result =>
        {
            bool orders = result.GetValue(_orders) is { Length: > 0 };
            if (orders == result.GetValue(_interactions) is not null)
            {
                result.AddError(orders ? "Both --orders and --interactions are given; choose one." : "Neither --orders nor --interactions is given; say what to read.");
            }
        });
    }

    public Task<TrainingInput> ReadAsync(ParseResult parsed, WeightingOptions weighting, Terminal terminal, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_interactions) is { } file)
        {
            return ReadInputStep.InteractionsAsync(file, terminal, cancellationToken);
        }

        var query = new OrderQuery
        {
            Paths = parsed.GetValue(_orders)!,
            Open = S3BlobLocation.Open,
            Range = new TimeRange(Utc(parsed.GetValue(_from)), Utc(parsed.GetValue(_to))),
            ProductKey = parsed.GetValue(_productKey).Value,
        };
        return ReadInputStep.OrdersAsync(query, weighting, terminal, cancellationToken);
    }

    private static DateTimeOffset? Utc(DateTime? moment) => moment is { } value ? new DateTimeOffset(value, TimeSpan.Zero) : null;
}
