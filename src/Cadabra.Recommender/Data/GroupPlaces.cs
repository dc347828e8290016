namespace Cadabra.Recommender.Data;

/// <summary>
/// The bookkeeping of a counting sort by several workers. The items are cut into runs; each run first counts its items of every group, then
/// puts each where its group's next place is. A group's items stay in their order whatever the number of runs.
/// Example: groups 1 0 1 | 1 0 in two runs count to [1, 2] and [1, 1]; the offsets are [0, 2, 5], and the runs begin at places [0, 2] and [1, 4].
/// </summary>
internal sealed class GroupPlaces
{
    private readonly int[][] _runs;
    private readonly int _groups;

    private GroupPlaces(int runs, int groups)
    {
        _groups = groups;
        _runs = new int[runs][];
        for (int run = 0; run < runs; run++)
        {
            _runs[run] = new int[groups];
        }
    }

    /// <summary>Number of runs.</summary>
    public int RunCount => _runs.Length;

    /// <summary>A run's counts by group and, after <see cref="ToOffsets"/>, the next place of each group.</summary>
    public Span<int> this[int run] => _runs[run];

    /// <summary>A run for each worker, but not so many that counting costs more memory than the items.</summary>
    public static GroupPlaces Create(int workers, int items, int groups) =>
        new(Math.Clamp(items / Math.Max(1, groups), 1, workers), groups);

    /// <summary>Turns the counts into places; returns where each group begins, and at the end the number of items.</summary>
    public int[] ToOffsets()
    {
        var offsets = new int[_groups + 1];
        int place = 0;
        for (int group = 0; group < _groups; group++)
        {
            offsets[group] = place;
            foreach (int[] run in _runs)
            {
                int count = run[group];
                run[group] = place;
                place = checked(place + count);
            }
        }

        offsets[_groups] = place;
        return offsets;
    }
}
