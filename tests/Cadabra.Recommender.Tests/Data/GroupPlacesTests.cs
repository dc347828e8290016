using Cadabra.Recommender.Data;
using CsCheck;

namespace Cadabra.Recommender.Tests.Data;

public sealed class GroupPlacesTests
{
    [Fact]
    public void Places_are_those_of_the_example()
    {
        var places = GroupPlaces.Create(2, 5, 2);
        Count(places, 0, [1, 0, 1]);
        Count(places, 1, [1, 0]);

        Assert.Equal([0, 2, 5], places.ToOffsets());
        Assert.Equal([0, 2], places[0]);
        Assert.Equal([1, 4], places[1]);
    }

    [Theory]
    [InlineData(8, 1000, 10, 8)]
    [InlineData(8, 30, 10, 3)]
    [InlineData(8, 5, 10, 1)]
    [InlineData(8, 0, 0, 1)]
    public void Counting_takes_no_more_memory_than_the_items(int workers, int items, int groups, int runs) =>
        Assert.Equal(runs, GroupPlaces.Create(workers, items, groups).RunCount);

    [Fact]
    public void Any_number_of_workers_sorts_as_one() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 60], Gen.Int[1, 6]).Sample((groups, workers) =>
        {
            var places = GroupPlaces.Create(workers, groups.Length, 5);
            int[][] runs = [.. Enumerable.Range(0, places.RunCount).Select(run => groups[(run * groups.Length / places.RunCount)..((run + 1) * groups.Length / places.RunCount)])];
            for (int run = 0; run < runs.Length; run++)
            {
                Count(places, run, runs[run]);
            }

            places.ToOffsets();
            int[] sorted = new int[groups.Length];
            int item = 0;
            for (int run = 0; run < runs.Length; run++)
            {
                foreach (int group in runs[run])
                {
                    sorted[places[run][group]++] = item++;
                }
            }

            return Enumerable.Range(0, groups.Length).OrderBy(index => groups[index]).SequenceEqual(sorted);
        });

    private static void Count(GroupPlaces places, int run, int[] groups)
    {
        foreach (int group in groups)
        {
            places[run][group]++;
        }
    }
}
