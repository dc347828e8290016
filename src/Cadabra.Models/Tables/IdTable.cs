using Cadabra.Models.Parquet;
using Cadabra.Recommender.Data;

namespace Cadabra.Models.Tables;

/// <summary>Collects texts that arrive under their dense ids in any order, and puts them in order.</summary>
internal sealed class IdTable(int count, string what)
{
    private readonly int[] _starts = new int[count];

    // Length + 1 of each text; 0 is an id that has not come yet.
    private readonly int[] _lengths = new int[count];
    private byte[] _text = [];
    private int _end;

    /// <summary>Takes one id and its text.</summary>
    /// <exception cref="ModelDamagedException">The id is out of range or came before, or the text is empty.</exception>
    public void Add(TablePart part, int id, ReadOnlySpan<byte> utf8)
    {
        if ((uint)id >= (uint)count)
        {
            throw part.Damaged($"id {id} is out of range; the manifest counts {count} {what}, so ids are 0 to {count - 1}");
        }

        if (_lengths[id] != 0)
        {
            throw part.Damaged($"id {id} comes twice");
        }

        if (utf8.IsEmpty)
        {
            throw part.Damaged($"id {id} has no text");
        }

        int end = checked(_end + utf8.Length);
        if (end > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(end, Math.Max(4096, _text.Length * 2)));
        }

        utf8.CopyTo(_text.AsSpan(_end));
        _starts[id] = _end;
        _lengths[id] = utf8.Length + 1;
        _end = end;
    }

    /// <summary>Builds the index.</summary>
    /// <param name="damaged">Makes the error for the table as a whole.</param>
    /// <exception cref="ModelDamagedException">An id is missing, or two share a text.</exception>
    public IdIndex Build(Func<string, ModelDamagedException> damaged)
    {
        var index = new IdIndex();
        for (int id = 0; id < count; id++)
        {
            if (_lengths[id] == 0)
            {
                throw damaged($"id {id} is missing; the manifest counts {count} {what}");
            }

            int first = index.GetOrAdd(_text.AsSpan(_starts[id], _lengths[id] - 1));
            if (first != id)
            {
                throw damaged($"ids {first} and {id} are both '{index[first]}'");
            }
        }

        return index;
    }
}
