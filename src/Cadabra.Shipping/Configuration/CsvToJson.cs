namespace Cadabra.Shipping.Configuration;

/// <summary>The one data processing option that is supported: each line becomes a JSON object.</summary>
/// <param name="FieldNames">Name of each column.</param>
/// <param name="Delimiter">Between columns; default a comma.</param>
public sealed record CsvToJson(IReadOnlyList<string> FieldNames, char Delimiter = ',');
