namespace Cadabra.Orders.Parsing;

/// <summary>Counts verdicts while a block is parsed.</summary>
internal sealed class VerdictTally
{
    private readonly long[] _verdicts = new long[LineVerdicts.Count];
    private long _lines;

    /// <summary>Lines met so far, headers included.</summary>
    public long Lines => _lines;

    public void Add(LineVerdict verdict)
    {
        _lines++;
        _verdicts[(int)verdict]++;
    }

    /// <summary>The counts so far.</summary>
    public OrderCounts ToCounts()
    {
        long malformed = 0;
        for (int verdict = (int)LineVerdict.Empty; verdict < LineVerdicts.Count; verdict++)
        {
            malformed += _verdicts[verdict];
        }

        return new OrderCounts
        {
            Lines = _lines - this[LineVerdict.Header],
            Kept = this[LineVerdict.Kept],
            Malformed = malformed,
            NotAProduct = this[LineVerdict.NotAProduct],
            NoCustomer = this[LineVerdict.NoCustomer],
            Returns = this[LineVerdict.Return],
            NotASale = this[LineVerdict.NotASale],
        };
    }

    private long this[LineVerdict verdict] => _verdicts[(int)verdict];
}
