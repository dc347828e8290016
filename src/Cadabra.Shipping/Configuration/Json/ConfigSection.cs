using System.Globalization;
using System.Text.Json;
using Cadabra.Shipping.Configuration.Keys;

namespace Cadabra.Shipping.Configuration.Json;

/// <summary>One object of the file, read key by key; a value that is wrong is noted and read as the default, so that reading goes on to the next.</summary>
internal sealed class ConfigSection
{
    private readonly Dictionary<string, ConfigMember> _members = new(StringComparer.Ordinal);
    private readonly ConfigFindings _findings;
    private readonly int _offset;

    public ConfigSection(ConfigValue value, ConfigScope scope, ConfigFindings findings)
    {
        _findings = findings;
        _offset = value.Offset;
        foreach (ConfigMember member in value.Members)
        {
            if (_members.ContainsKey(member.Key))
            {
                findings.Warn(member.Offset, $"{member.Key} is given twice; the last one counts.");
            }

            _members[member.Key] = member;
            WarnOfStranger(member, scope);
        }
    }

    /// <summary>Whether the key is there and not <c>null</c>.</summary>
    public bool Has(ConfigKey key) => Find(key.Name) is not null;

    public ConfigMember? Find(string key) =>
        _members.TryGetValue(key, out ConfigMember? member) && member.Value.Kind != JsonValueKind.Null ? member : null;

    public string? Text(ConfigKey key)
    {
        if (Find(key.Name) is not { } member)
        {
            return null;
        }

        if (member.Value.Kind == JsonValueKind.String)
        {
            return member.Value.Text;
        }

        Problem(key, $"{key.Name} is {member.Value.Shown}; expected text in quotes.");
        return null;
    }

    /// <summary>A whole number, in quotes or not, as the Kinesis agent takes both.</summary>
    public int Number(NumberKey key)
    {
        if (Find(key.Name) is not { Value: var value })
        {
            return key.Fallback;
        }

        if (value.Kind is JsonValueKind.Number or JsonValueKind.String
            && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= key.Least && number <= key.Most)
        {
            return (int)number;
        }

        Problem(key, $"{key.Name} is {value.Shown}; expected a whole number of {key.Range}.");
        return key.Fallback;
    }

    /// <summary>One of a few words; the first is the default.</summary>
    public T Choice<T>(ConfigKey key, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(key) is { } text)
        {
            foreach ((string word, T value) in choices)
            {
                if (word == text)
                {
                    return value;
                }
            }

            Problem(key, $"{key.Name} is '{text}'; expected {key.Range}.");
        }

        return choices[0].Value;
    }

    public void Problem(ConfigKey key, string message) => _findings.Problem(Find(key.Name)?.Value.Offset ?? _offset, message);

    public void Warn(ConfigKey key, string message) => _findings.Warn(Find(key.Name)?.Offset ?? _offset, message);

    private void WarnOfStranger(ConfigMember member, ConfigScope scope)
    {
        if (ConfigKeys.All.Any(key => key.Scope == scope && key.Name == member.Key))
        {
            return;
        }

        if (KinesisAgentKeys.Find(scope, member.Key) is { } advice)
        {
            _findings.Warn(member.Offset, $"{member.Key} has no effect here: {advice}");
        }
        else
        {
            string? meant = NearestKey.To(member.Key, ConfigKeys.All.Where(key => key.Scope == scope).Select(key => key.Name));
            _findings.Warn(member.Offset, $"{member.Key} is not a key that the agent knows{(meant is null ? "." : $"; did you mean {meant}?")}");
        }
    }
}
