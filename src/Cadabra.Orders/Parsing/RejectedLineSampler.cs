using System.Buffers;
using System.Text;

namespace Cadabra.Orders.Parsing;

/// <summary>Takes the first rejected lines of each reason in a stream as samples, so that its cost is bounded and not per line.</summary>
internal sealed class RejectedLineSampler
{
    private readonly int[] _taken = new int[(int)OrderRejection.NotASale + 1];
    private List<RejectedLine> _samples = [];

    /// <summary>Offers a rejected line, which is taken while there are few of its reason.</summary>
    public void Offer(LineVerdict verdict, OrderRejection rejection, ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_taken[(int)rejection] < OrderBatch.MaxSamplesPerReason)
        {
            _taken[(int)rejection]++;
            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            _samples.Add(new RejectedLine(lineNumber, rejection, Decode(line), RejectionExplanation.Of(verdict, line)));
        }
    }

    /// <summary>The samples taken since the last call.</summary>
    public IReadOnlyList<RejectedLine> Collect()
    {
        if (_samples.Count == 0)
        {
            return [];
        }

        List<RejectedLine> collected = _samples;
        _samples = [];
        return collected;
    }

    private static string Decode(ReadOnlySpan<byte> line)
    {
        if (line.Length > RejectedLine.MaxTextBytes)
        {
            line = line[..RejectedLine.MaxTextBytes];
            while (Rune.DecodeLastFromUtf8(line, out _, out _) == OperationStatus.NeedMoreData)
            {
                line = line[..^1];
            }
        }

        return Encoding.UTF8.GetString(line);
    }
}
