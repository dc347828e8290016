using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Cadabra.Training.Evaluation;

namespace Cadabra.Cli.Options;

/// <summary>Makes options whose parse errors say what was found and what was expected, in the user's words and not the type system's.</summary>
internal static class OptionFactory
{
    private const int MaxTop = 10_000;

    public static Option<T> Number<T>(string name, string description, T defaultValue)
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => ParseNumber<T>(name, result.Tokens[0].Value, result) ?? defaultValue,
        };

    public static Option<T?> OptionalNumber<T>(string name, string description)
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = description,
            CustomParser = result => ParseNumber<T>(name, result.Tokens[0].Value, result),
        };

    /// <summary>A whole number that can be given several times, or several at once.</summary>
    public static Option<int[]> Numbers(string name, string description, int[] defaultValue) =>
        new(name)
        {
            Description = description,
            HelpName = "number",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => [.. result.Tokens.Select(token => ParseNumber<int>(name, token.Value, result) ?? 0)],
        };

    /// <summary>One of a few words; the first is the default.</summary>
    public static Option<Choice<T>> OneOf<T>(string name, string description, params Choice<T>[] choices)
        where T : struct, Enum
    {
        string expected = string.Join('|', choices);
        var option = new Option<Choice<T>>(name)
        {
            Description = description,
            HelpName = expected,
            DefaultValueFactory = _ => choices[0],
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                foreach (Choice<T> choice in choices)
                {
                    if (choice.Text == text)
                    {
                        return choice;
                    }
                }

                result.AddError($"{name} is '{text}'; expected {expected}.");
                return default;
            },
        };
        option.CompletionSources.Add([.. choices.Select(choice => choice.Text)]);
        return option;
    }

    /// <summary>Length of a list of products.</summary>
    public static Option<int> Top()
    {
        Option<int> top = Number("--top", "Number of products.", 10);
        top.Validators.Add(result =>
        {
            if (result.GetValue(top) is int value and (< 1 or > MaxTop))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--top is {value}; expected 1 to {MaxTop:N0}."));
            }
        });
        return top;
    }

    /// <summary>What happens to products that a customer has.</summary>
    public static Option<Choice<RepeatHandling>> Repeats(string description) =>
        OneOf<RepeatHandling>("--repeats", description, new("exclude", RepeatHandling.Exclude), new("include", RepeatHandling.Include));

    /// <summary>A moment as <c>yyyy-MM-dd</c> or <c>yyyy-MM-ddTHH:mm[:ss]</c>.</summary>
    public static Option<DateTime?> Moment(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "yyyy-MM-dd[THH:mm]",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
                if (DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment))
                {
                    return moment;
                }

                result.AddError($"{name} is '{text}'; expected a date such as 2011-11-11 or 2011-11-11T05:00.");
                return null;
            },
        };

    private static T? ParseNumber<T>(string name, string text, ArgumentResult result)
        where T : struct, INumber<T>
    {
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value))
        {
            return value;
        }

        result.AddError($"{name} is '{text}'; expected a {(T.IsInteger(T.One / (T.One + T.One)) ? "whole number" : "number")}.");
        return null;
    }
}
