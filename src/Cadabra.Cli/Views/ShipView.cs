using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Shipping.Agent;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Files;
using Spectre.Console;

namespace Cadabra.Cli.Views;

/// <summary>Shows what the agent would do, does and has done.</summary>
internal static class ShipView
{
    /// <summary>What a configuration means, in plain words.</summary>
    public static void Explain(AgentConfig config, Terminal terminal)
    {
        terminal.Warn(config.Warnings);
        List<ShipCheckFlowJson> flows = [];
        foreach (FlowConfig flow in config.Flows)
        {
            int files = FilePattern.Find(flow.FilePattern, (folder, failure) => terminal.Warn([$"{folder} cannot be listed: {failure.Message}"])).Count;
            flows.Add(new ShipCheckFlowJson(flow.FilePattern, flow.Lake, flow.DeliveryStream, files));
            Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
            Row(table, "files", $"{flow.FilePattern} ({(files == 1 ? "1 matches" : $"{files} match")} now)");
            Row(table, "begin", flow.InitialPosition == InitialPosition.StartOfFile
                ? "at the start of every file, oldest first"
                : "at the end of files that are there at the first start; later ones are read from their start");
            Row(table, "to", flow.Lake is { } lake
                ? $"the lake {lake}, {(flow.Compression == FlowCompression.Gzip ? "gzip" : "uncompressed")}: each line exactly once"
                : $"the delivery stream {flow.DeliveryStream}: each line at least once");
            Row(table, "send", string.Create(
                CultureInfo.InvariantCulture,
                $"when {Size(flow.BufferBytes)} are waiting, or the oldest line has waited {flow.BufferInterval.TotalSeconds:0.###} s"));
            Row(table, "retry", string.Create(
                CultureInfo.InvariantCulture, $"from {flow.RetryInitialBackoff.TotalMilliseconds:0} ms up to {flow.RetryMaxBackoff.TotalSeconds:0.###} s apart, for as long as it takes"));
            if (flow.SkipHeaderLines > 0)
            {
                Row(table, "skip", $"the first {flow.SkipHeaderLines} lines of each file");
            }

            if (flow.CsvToJson is { } csv)
            {
                Row(table, "convert", $"each line to JSON: {string.Join(", ", csv.FieldNames)}");
            }

            terminal.Show(table);
            terminal.Line();
        }

        terminal.Line($"Checkpoints are kept in {Markup.Escape(config.StateFolder)}; buffers take at most {Size(config.MemoryBytes)}.");
        terminal.Line("The configuration is good. Nothing was shipped.");
        terminal.Json(new ShipCheckJson(flows, config.StateFolder, config.MemoryBytes, config.Warnings), CliJson.Default.ShipCheckJson);
    }

    /// <summary>One line on how the agent does, for a log.</summary>
    public static string Line(AgentStatus status)
    {
        FlowStatus[] flows = [.. status.Flows];
        string trouble = string.Join("; ", flows.Select(flow => flow.Trouble).OfType<string>().Distinct());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{flows.Sum(flow => flow.Files):N0} files, {flows.Sum(flow => flow.Lines):N0} lines and {Size(flows.Sum(flow => flow.Bytes))} shipped, {Size(flows.Sum(flow => flow.LagBytes))} behind{(trouble.Length > 0 ? $"; {trouble}" : "")}");
    }

    /// <summary>The result for programs.</summary>
    /// <param name="config">What was run.</param>
    /// <param name="status">Of the same flows, in the same order.</param>
    public static ShipJson ToJson(AgentConfig config, AgentStatus status) => new(
        status.Flows.Sum(flow => flow.Lines),
        status.Flows.Sum(flow => flow.Records),
        config.Flows.Zip(status.Flows).Where(pair => pair.First.Lake is not null).Sum(pair => pair.Second.Parcels),
        status.Flows.Sum(flow => flow.Resent),
        status.Flows.Sum(flow => flow.LagBytes));

    private static void Row(Table table, string name, string text) => table.AddRow($"[bold]{name}[/]", Markup.Escape(text));

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };
}
