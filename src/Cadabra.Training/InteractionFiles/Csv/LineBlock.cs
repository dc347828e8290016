namespace Cadabra.Training.InteractionFiles.Csv;

/// <summary>A piece of a file that one core parses, and what it finds there.</summary>
internal sealed class LineBlock
{
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _isTooLong;
    private bool _atFirst;

    public InteractionBlock Rows { get; } = new();

    /// <summary>Room for the next piece, made when it is first used.</summary>
    public byte[] Room => _bytes.Length > 0 ? _bytes : _bytes = GC.AllocateUninitializedArray<byte>(InteractionCsvReader.BufferBytes);

    /// <summary>Makes whole lines in the room the piece.</summary>
    public void SetLines(Range lines, bool atFirst) => (_start, _end, _isTooLong, _atFirst) = (lines.Start.Value, lines.End.Value, false, atFirst);

    /// <summary>Makes the room the beginning of a line that is too long to be held.</summary>
    public void SetTooLong() => (_start, _end, _isTooLong, _atFirst) = (0, _bytes.Length, true, false);

    /// <summary>Finds the rows.</summary>
    public void Parse(string path)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_start.._end);
        Rows.Clear();
        if (_isTooLong)
        {
            Rows.AddMalformed(bytes);
        }
        else
        {
            new InteractionLines(Rows, path, _atFirst).Take(bytes);
        }
    }
}
