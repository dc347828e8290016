using System.Text.Json;
using Cadabra.Shipping.Configuration.Json;
using Cadabra.Shipping.Configuration.Keys;

namespace Cadabra.Shipping.Configuration;

/// <summary>Reads <c>dataProcessingOptions</c>.</summary>
internal static class ProcessingReader
{
    private const string CsvToJsonName = "CSVTOJSON";

    /// <summary>The one option there may be; null if there is none.</summary>
    public static CsvToJson? Read(ConfigSection flow, ConfigFindings findings)
    {
        if (flow.Find(ConfigKeys.DataProcessing.Name) is not { Value: var value })
        {
            return null;
        }

        if (value.Kind != JsonValueKind.Array || value.Items.Count > 1 || value.Items.Any(item => item.Kind != JsonValueKind.Object))
        {
            flow.Problem(ConfigKeys.DataProcessing, $"dataProcessingOptions is {value.Shown}; expected {ConfigKeys.DataProcessing.Range}.");
            return null;
        }

        return value.Items.Count == 0 ? null : ReadOption(new ConfigSection(value.Items[0], ConfigScope.Option, findings));
    }

    private static CsvToJson? ReadOption(ConfigSection option)
    {
        if (option.Text(ConfigKeys.OptionName) is not CsvToJsonName)
        {
            string found = option.Find(ConfigKeys.OptionName.Name)?.Value.Shown ?? "missing";
            option.Problem(ConfigKeys.OptionName, $"optionName is {found}; expected {CsvToJsonName}, the only one that is supported.");
            return null;
        }

        List<string> names = [];
        if (option.Find(ConfigKeys.FieldNames.Name) is { Value: { Kind: JsonValueKind.Array, Items: { Count: > 0 } items } }
            && items.All(item => item is { Kind: JsonValueKind.String, Text.Length: > 0 }))
        {
            names.AddRange(items.Select(item => item.Text));
        }

        if (names.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            option.Problem(ConfigKeys.FieldNames, $"customFieldNames is missing, empty, or names a field twice; expected {ConfigKeys.FieldNames.Range}.");
        }

        return new CsvToJson(names, ReadDelimiter(option));
    }

    private static char ReadDelimiter(ConfigSection option)
    {
        string delimiter = option.Text(ConfigKeys.Delimiter) ?? ",";

        // The Kinesis agent takes a regular expression here, in which these two are commonly escaped.
        delimiter = delimiter switch { @"\t" => "\t", @"\|" => "|", _ => delimiter };
        if (delimiter.Length != 1 || !char.IsAscii(delimiter[0]) || delimiter[0] is '"' or '\r' or '\n')
        {
            option.Problem(ConfigKeys.Delimiter, $"delimiter is '{delimiter}'; expected {ConfigKeys.Delimiter.Range} of ASCII, no quote or line end.");
            return ',';
        }

        return delimiter[0];
    }
}
