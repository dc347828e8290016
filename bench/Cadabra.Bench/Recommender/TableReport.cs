using System.Globalization;
using System.Runtime.InteropServices;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Bench.Recommender;

/// <summary>A table, printed line by line as it comes and saved at the end.</summary>
internal sealed class TableReport
{
    private readonly string? _file;
    private readonly List<string> _lines = [];

    /// <summary>Begins with the title, the machine and the head of the table.</summary>
    /// <param name="title">What is measured.</param>
    /// <param name="file">Where the table is saved; null for nowhere.</param>
    /// <param name="peakOperations">What the machine can do at most, in operations a second.</param>
    /// <param name="head">Names of the columns and the line below them, as Markdown.</param>
    public TableReport(string title, string? file, double peakOperations, params ReadOnlySpan<string> head)
    {
        _file = file;
        Write($"# {title}");
        Write($"");
        Write($"{Environment.ProcessorCount} cores, {InstructionSets.Best}, {RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}. Peak: {peakOperations / 1e9:f0} GFLOP/s of fused multiply-adds.");
        Write($"");
        foreach (string line in head)
        {
            Write($"{line}");
        }
    }

    /// <summary>Adds a line, numbers written the same on any machine.</summary>
    public void Write(FormattableString line)
    {
        string text = line.ToString(CultureInfo.InvariantCulture);
        _lines.Add(text);
        Console.WriteLine(text);
    }

    public void End()
    {
        if (_file is not null)
        {
            File.WriteAllLines(_file, _lines);
        }
    }
}
