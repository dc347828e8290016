using System.Numerics;
using Cadabra.Models.Parquet;
using Cadabra.Recommender.Data;
using ParquetSharp;

namespace Cadabra.Models.Tables;

/// <summary>
/// Reads factors that Spark or Cadabra saved, part by part. Ids may come in any order and may be missing (a row of zeros);
/// the list may be required or optional, its element of any name, float or double.
/// </summary>
internal sealed class FactorTableReader(int rowCount, int rank)
{
    private const short FirstOfRow = 0;

    private readonly FactorMatrix _factors = new(rowCount, rank);
    private readonly bool[] _seen = new bool[rowCount];
    private readonly short[] _definition = new short[TableGroup.BatchSize];
    private readonly short[] _repetition = new short[TableGroup.BatchSize];

    public FactorMatrix Build() => _factors;

    public void Add(TablePart part) => part.ReadGroups(group =>
    {
        var ids = new int[group.RowCount];
        group.Read<int>(FactorTable.Id, ids);
        Claim(part, ids);
        if (group.Describe(FactorTable.Features).PhysicalType == PhysicalType.Double)
        {
            ReadFeatures<double>(group, ids);
        }
        else
        {
            ReadFeatures<float>(group, ids);
        }
    });

    private void Claim(TablePart part, ReadOnlySpan<int> ids)
    {
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)_seen.Length)
            {
                throw part.Damaged($"id {id} is out of range; the model has ids 0 to {_seen.Length - 1}");
            }

            if (_seen[id])
            {
                throw part.Damaged($"id {id} has factors twice");
            }

            _seen[id] = true;
        }
    }

    private void ReadFeatures<T>(TableGroup group, ReadOnlySpan<int> ids)
        where T : unmanaged, INumber<T>
    {
        TablePart part = group.Part;
        using ColumnReader<T> column = group.Open<T>(FactorTable.Features);
        if (column.ColumnDescriptor.MaxRepetitionLevel != 1)
        {
            throw part.Damaged($"its column '{FactorTable.Features}' is not an array of numbers");
        }

        var values = new T[TableGroup.BatchSize];
        int row = -1;
        int filled = rank;
        while (row + 1 < ids.Length || filled < rank)
        {
            if (!column.HasNext && filled != rank)
            {
                throw WrongCount(part, ids, row, filled);
            }

            int count = group.RequireProgress(column.ReadBatch(values.Length, _definition, _repetition, values, out long present), FactorTable.Features);
            if (present != count)
            {
                throw part.Damaged($"the features of an id are null, empty or hold a null, at or after {(row < 0 ? "the first row" : $"id {ids[row]}")}; expected {rank} factors");
            }

            for (int start = 0; start < count;)
            {
                // One row, as far as it lies in this batch.
                if (_repetition[start] == FirstOfRow)
                {
                    if (filled != rank)
                    {
                        throw WrongCount(part, ids, row, filled);
                    }

                    if (++row == ids.Length)
                    {
                        throw part.Damaged($"a row group holds {ids.Length} ids and features for more");
                    }

                    filled = 0;
                }

                int next = _repetition.AsSpan((start + 1)..count).IndexOf(FirstOfRow);
                int end = next < 0 ? count : start + 1 + next;
                if (filled + end - start > rank)
                {
                    throw WrongCount(part, ids, row, rank + 1);
                }

                Convert(part, ids[row], values.AsSpan(start..end), _factors[ids[row]][filled..]);
                filled += end - start;
                start = end;
            }
        }

        if (column.HasNext)
        {
            throw WrongCount(part, ids, row, rank + 1);
        }
    }

    private static void Convert<T>(TablePart part, int id, ReadOnlySpan<T> values, Span<float> factors)
        where T : INumber<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            float factor = float.CreateTruncating(values[i]);
            if (!float.IsFinite(factor))
            {
                throw part.Damaged($"a factor of id {id} is {factor}; expected a finite number");
            }

            factors[i] = factor;
        }
    }

    private ModelDamagedException WrongCount(TablePart part, ReadOnlySpan<int> ids, int row, int count) =>
        part.Damaged($"id {ids[Math.Max(row, 0)]} has {(count > rank ? "more" : $"{count}")} factors; the model's rank is {rank}");
}
