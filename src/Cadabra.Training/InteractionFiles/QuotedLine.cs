using System.Text;

namespace Cadabra.Training.InteractionFiles;

/// <summary>A line of a file as a message shows it: its beginning, without what a terminal would obey, since the file can be anything.</summary>
internal static class QuotedLine
{
    private const int Bytes = 80;

    public static string Of(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line.Length > Bytes ? line[..Bytes] : line);
        return string.Concat(text.Select(static character => char.IsControl(character) ? '?' : character));
    }
}
