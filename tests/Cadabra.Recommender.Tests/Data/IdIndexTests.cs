using System.Text;
using Cadabra.Recommender.Data;
using CsCheck;

namespace Cadabra.Recommender.Tests.Data;

public sealed class IdIndexTests
{
    [Fact]
    public void Ids_are_dense_in_order_of_first_appearance()
    {
        var index = new IdIndex();

        List<string> ids = ["17850", "85123A", "17850", "", "85123A"];
        Assert.Equal([0, 1, 0, 2, 1], ids.Select(index.GetOrAdd));
        Assert.Equal(3, index.Count);
        Assert.Equal(["17850", "85123A", ""], Enumerable.Range(0, 3).Select(id => index[id]));
    }

    [Fact]
    public void Looking_up_adds_nothing()
    {
        var index = new IdIndex();
        index.GetOrAdd("a");

        Assert.True(index.TryGet("a", out int id));
        Assert.Equal(0, id);
        Assert.False(index.TryGet("b", out _));
        Assert.False(index.TryGet("A", out _));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void Text_and_its_bytes_are_the_same_id()
    {
        var index = new IdIndex();
        int id = index.GetOrAdd("Käse £5");

        Assert.Equal(id, index.GetOrAdd("Käse £5"u8));
        Assert.Equal("Käse £5"u8, index.Utf8(id));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void An_id_that_is_not_in_the_index_is_an_error(int id)
    {
        var index = new IdIndex();
        index.GetOrAdd("a");

        Assert.Throws<ArgumentOutOfRangeException>(() => index[id]);
    }

    [Fact]
    public void Any_bytes_behave_as_in_a_dictionary() =>
        Gen.Byte[0, 3].Array[0, 6].List[0, 300].Sample(BehavesAsDictionary);

    [Fact]
    public void Ids_that_share_their_first_eight_bytes_or_end_in_zeros_are_told_apart()
    {
        byte[][] ids = ["12345678"u8.ToArray(), "123456789"u8.ToArray(), "12345678\0"u8.ToArray(), "1234567"u8.ToArray(), "1234567\0"u8.ToArray(), "1234567890123456789"u8.ToArray(), "1234567890123456780"u8.ToArray()];
        var index = new IdIndex();

        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select(id => index.GetOrAdd(id)));
        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select(id => index.GetOrAdd(id)));
        Assert.Equal(ids, Enumerable.Range(0, ids.Length).Select(id => index.Utf8(id).ToArray()));
    }

    [Fact]
    public void Any_long_bytes_behave_as_in_a_dictionary() => Gen.Byte[0, 1].Array[6, 20].List[0, 200].Sample(BehavesAsDictionary);

    [Fact]
    public void A_hundred_thousand_ids_survive_growth()
    {
        var index = new IdIndex();
        for (int i = 0; i < 100_000; i++)
        {
            Assert.Equal(i, index.GetOrAdd(Encoding.UTF8.GetBytes($"customer-{i}")));
        }

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal($"customer-{i * 100}", index[i * 100]));
    }

    [Fact]
    public void Many_texts_looked_up_at_once_give_what_each_gives_alone() =>
        Gen.Select(Gen.Byte[0, 3].Array[0, 12].List[0, 100], Gen.Byte[0, 3].Array[0, 12].List[0, 100]).Sample((known, asked) =>
        {
            var index = new IdIndex();
            known.ForEach(id => index.GetOrAdd(id));
            List<byte[]> all = [.. known, .. asked];
            var ends = new int[all.Count];
            for (int i = 0; i < ends.Length; i++)
            {
                ends[i] = (i == 0 ? 0 : ends[i - 1]) + all[i].Length;
            }

            int[] found = new int[ends.Length];
            index.Find(all.SelectMany(id => id).ToArray(), ends, found);
            return all.Select(id => index.TryGet(id, out int denseId) ? denseId : -1).SequenceEqual(found) && index.Count == known.Select(Convert.ToHexString).Distinct().Count();
        });

    [Fact]
    public void Too_little_room_for_dense_ids_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IdIndex().Find("ab"u8, [1, 2], new int[1]));

    private static bool BehavesAsDictionary(List<byte[]> ids)
    {
        var index = new IdIndex();
        var dictionary = new Dictionary<string, int>();
        foreach (byte[] id in ids)
        {
            string key = Convert.ToHexString(id);
            dictionary.TryAdd(key, dictionary.Count);
            if (index.GetOrAdd(id) != dictionary[key])
            {
                return false;
            }
        }

        return index.Count == dictionary.Count
            && dictionary.All(pair => index.TryGet(Convert.FromHexString(pair.Key), out int found) && found == pair.Value && Convert.ToHexString(index.Utf8(found)) == pair.Key);
    }
}
