using System.Text;
using System.Text.Json;

namespace Cadabra.Shipping.Configuration.Json;

/// <summary>The text of the file: JSON in UTF-8, with comments as the Kinesis agent allows them, and trailing commas.</summary>
internal sealed class ConfigText
{
    private readonly byte[] _utf8;

    public ConfigText(ReadOnlySpan<byte> utf8)
    {
        _utf8 = (utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8).ToArray();
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    public ConfigValue Parse()
    {
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        ConfigValue root = Value(ref reader);

        // What follows the value must be nothing; the reader itself complains of anything else.
        reader.Read();
        return root;
    }

    /// <summary>The place of a byte as editors count: lines and characters from 1.</summary>
    public string Place(int offset)
    {
        ReadOnlySpan<byte> before = _utf8.AsSpan(0, offset);
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return $"line {line}, column {column}";
    }

    private static ConfigValue Value(ref Utf8JsonReader reader)
    {
        int offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new ConfigValue(JsonValueKind.Object, offset) { Members = Members(ref reader) };
            case JsonTokenType.StartArray:
                List<ConfigValue> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader));
                }

                return new ConfigValue(JsonValueKind.Array, offset) { Items = items };
            case JsonTokenType.String:
                return new ConfigValue(JsonValueKind.String, offset) { Text = Unescaped(ref reader) };
            default:
                JsonValueKind kind = reader.TokenType switch
                {
                    JsonTokenType.Number => JsonValueKind.Number,
                    JsonTokenType.Null => JsonValueKind.Null,
                    JsonTokenType.True => JsonValueKind.True,
                    _ => JsonValueKind.False,
                };
                return new ConfigValue(kind, offset) { Text = Encoding.UTF8.GetString(reader.ValueSpan) };
        }
    }

    private static List<ConfigMember> Members(ref Utf8JsonReader reader)
    {
        List<ConfigMember> members = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int offset = (int)reader.TokenStartIndex;
            string key = Unescaped(ref reader);
            reader.Read();
            members.Add(new ConfigMember(key, offset, Value(ref reader)));
        }

        return members;
    }

    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // Bytes that are no UTF-8, or half a surrogate pair.
            throw new JsonException($"The text at byte {reader.TokenStartIndex} is not Unicode.", e);
        }
    }
}
