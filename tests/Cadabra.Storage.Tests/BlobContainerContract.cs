using System.Text;

using CsCheck;

namespace Cadabra.Storage.Tests;

/// <summary>What every kind of container must do. Derive a class for each kind; xunit runs all of these tests on it.</summary>
public abstract class BlobContainerContract : IDisposable
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IBlobContainer Blobs => field ??= CreateContainer();

    /// <summary>A container that nothing has been put into, and that does not exist yet if its kind can tell.</summary>
    protected abstract IBlobContainer CreateContainer();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    [Fact]
    public async Task A_blob_reads_as_it_was_put()
    {
        byte[] value = [0xA3, 0x0D, 0x0A, 0x00, 0xFF];

        await Put("orders/part.log", value);

        Assert.Equal(value, await Read("orders/part.log"));
        Assert.Equal(new BlobEntry("orders/part.log", 5), await Blobs.FindAsync("orders/part.log", Cancel));
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        await Put("empty", []);

        Assert.Empty(await Read("empty"));
        Assert.Equal([new BlobEntry("empty", 0)], await List(""));
    }

    [Fact]
    public async Task A_container_that_does_not_exist_is_empty()
    {
        Assert.Empty(await List(""));
        Assert.Empty(await List("orders/year=2011/"));
        BlobFolder root = await Blobs.ListFolderAsync("", Cancel);
        Assert.Empty(root.Folders);
        Assert.Empty(root.Blobs);
        Assert.Null(await Blobs.FindAsync("orders/part.log", Cancel));
        await Blobs.DeleteAsync("orders/part.log", Cancel);
    }

    [Fact]
    public async Task A_missing_blob_is_named_together_with_its_container()
    {
        await Put("folder/there", [1]);

        foreach (string missing in new[] { "folder/missing", "nowhere/missing", "folder" })
        {
            FileNotFoundException error = await Assert.ThrowsAsync<FileNotFoundException>(() => Blobs.OpenReadAsync(missing, Cancel));
            Assert.Contains($"'{missing}'", error.Message, StringComparison.Ordinal);
            Assert.Contains(Blobs.Location, error.Message, StringComparison.Ordinal);
            Assert.Null(await Blobs.FindAsync(missing, Cancel));
        }
    }

    [Fact]
    public async Task Names_are_listed_in_ordinal_order_across_folders()
    {
        // '-' and '.' sort before '/', upper case before lower case, and 'ab' after everything in 'a/'. U+1F600 sorts before U+FF5E, as in
        // UTF-16, and not after it, as in UTF-8.
        string[] names = ["B", "a-b", "a.b", "a/a", "a/b-c", "a/b/c", "a/b/d/e", "a/b0", "a0", "ab", "é", "é\U0001F600", "é\uFF5E", "ê"];
        foreach (string name in names.Reverse())
        {
            await Put(name, [1]);
        }

        Assert.Equal(names, await Names(""));
    }

    [Fact]
    public async Task A_name_may_hold_what_other_places_reserve()
    {
        string[] names = ["a b", "a#b", "a%2Fb", "a&b='c'", "a+b", "a;(b)!@$,[c]", "year=2011/é~"];
        foreach (string name in names)
        {
            await Put(name, Encoding.UTF8.GetBytes(name));
        }

        Assert.Equal(names, await Names(""));
        foreach (string name in names)
        {
            Assert.Equal(name, Encoding.UTF8.GetString(await Read(name)));
            Assert.NotNull(await Blobs.FindAsync(name, Cancel));
            Assert.Equal([name], await Names(name));
            await Blobs.DeleteAsync(name, Cancel);
        }

        Assert.Empty(await Names(""));
    }

    [Fact]
    public async Task Listing_a_prefix_gives_the_names_that_begin_with_it()
    {
        int sample = 0;
        Gen<string> segment = Gen.String[Gen.Char["a-.0="], 1, 3].Select(text => "s" + text);
        await Gen.Select(segment, segment, segment).Array[1, 4].SampleAsync(
            async rows =>
            {
                // Each sample has a folder of its own. Blobs end in 'f' and folders never do, so no name is both.
                string root = $"{Interlocked.Increment(ref sample)}/";
                string[] names = [.. rows.SelectMany(row => new[] { $"{row.Item1}f", $"{row.Item1}/{row.Item2}f", $"{row.Item1}/{row.Item2}/{row.Item3}f" })
                    .Select(name => root + name).Distinct().Order(StringComparer.Ordinal)];
                foreach (string name in names)
                {
                    await Put(name, []);
                }

                foreach (string prefix in names.SelectMany(name => Enumerable.Range(root.Length, name.Length - root.Length + 1).Select(length => name[..length])).Distinct())
                {
                    Assert.Equal(names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)), await Names(prefix));
                }
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public async Task Listing_a_folder_shows_one_level()
    {
        foreach (string name in new[] { "top", "a/1", "a/b/2", "a/b/c/3", "a/d/4", "ab/5" })
        {
            await Put(name, [1, 2]);
        }

        BlobFolder root = await Blobs.ListFolderAsync("", Cancel);
        BlobFolder a = await Blobs.ListFolderAsync("a/", Cancel);

        Assert.Equal(["a/", "ab/"], root.Folders);
        Assert.Equal([new BlobEntry("top", 2)], root.Blobs);
        Assert.Equal(["a/b/", "a/d/"], a.Folders);
        Assert.Equal([new BlobEntry("a/1", 2)], a.Blobs);
    }

    [Fact]
    public async Task A_put_replaces_the_whole_blob()
    {
        await Put("blob", [1, 2, 3]);
        await Put("blob", [4]);

        Assert.Equal([4], await Read("blob"));
    }

    [Fact]
    public async Task A_writer_may_dispose_its_stream()
    {
        await Blobs.PutAsync(
            "blob",
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[] { 1, 2 }, token);
                await stream.DisposeAsync();
            },
            Cancel);

        Assert.Equal([1, 2], await Read("blob"));
    }

    [Fact]
    public async Task A_blob_is_invisible_until_its_writer_has_returned()
    {
        await Blobs.PutAsync(
            "folder/blob",
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[200_000], token);
                await stream.FlushAsync(token);
                Assert.Empty(await List(""));
                Assert.Null(await Blobs.FindAsync("folder/blob", token));
            },
            Cancel);

        Assert.Equal([new BlobEntry("folder/blob", 200_000)], await List(""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_writer_that_fails_changes_nothing(bool replacing)
    {
        await PutOld(replacing);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Blobs.PutAsync(
            "folder/blob",
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[200_000], token);
                throw new InvalidOperationException("fails in the middle");
            },
            Cancel));

        await AssertOld(replacing);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_put_cancelled_in_the_middle_changes_nothing(bool replacing)
    {
        await PutOld(replacing);
        using CancellationTokenSource cancel = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Blobs.PutAsync(
            "folder/blob",
            async (stream, token) =>
            {
                await stream.WriteAsync(new byte[200_000], token);

                // The writer itself ignores it and returns as if all were well.
                await cancel.CancelAsync();
            },
            cancel.Token));

        await AssertOld(replacing);
    }

    [Fact]
    public async Task Concurrent_puts_leave_one_whole_value_and_readers_never_see_a_mix()
    {
        const int Writers = 8;
        const int Length = 300_000;
        await Put("blob", Value(0));
        using CancellationTokenSource done = new();

        Task reading = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    AssertWhole(await Read("blob"));
                }
            },
            Cancel);
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(i => Task.Run(
            async () =>
            {
                for (int round = 0; round < 5; round++)
                {
                    await Put("blob", Value(i));
                }
            },
            Cancel)));
        await done.CancelAsync();
        await reading;

        AssertWhole(await Read("blob"));
        Assert.Equal(["blob"], await Names(""));

        static byte[] Value(int writer) => [.. Enumerable.Repeat((byte)writer, Length)];

        static void AssertWhole(byte[] value)
        {
            Assert.Equal(Length, value.Length);
            Assert.Equal(-1, value.AsSpan().IndexOfAnyExcept(value[0]));
        }
    }

    [Fact]
    public async Task A_reader_that_opened_the_old_blob_reads_it_to_its_end()
    {
        byte[] old = new byte[500_000];
        await Put("blob", old);

        await using Stream stream = await Blobs.OpenReadAsync("blob", Cancel);
        byte[] begin = new byte[1000];
        await stream.ReadExactlyAsync(begin, Cancel);
        await Put("blob", [.. Enumerable.Repeat((byte)1, old.Length)]);
        using MemoryStream rest = new();
        await stream.CopyToAsync(rest, Cancel);

        Assert.Equal(old, begin.Concat(rest.ToArray()));
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_its_neighbours_stay()
    {
        await Put("a/b/1", [1]);
        await Put("a/b/2", [2]);

        await Blobs.DeleteAsync("a/b/1", Cancel);
        await Blobs.DeleteAsync("a/b/1", Cancel);

        Assert.Equal(["a/b/2"], await Names(""));
    }

    [Fact]
    public async Task Puts_and_deletes_in_one_folder_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            async () =>
            {
                for (int round = 0; round < 50; round++)
                {
                    await Put($"a/b/{i}", [1]);
                    await Blobs.DeleteAsync($"a/b/{i}", Cancel);
                }
            },
            Cancel)));

        Assert.Empty(await List(""));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("../outside", "'..'")]
    [InlineData("a/../../outside", "'..'")]
    [InlineData("a/./b", "'.'")]
    [InlineData("a//b", "empty segment")]
    [InlineData("a/", "empty segment")]
    [InlineData("a\\b", "backslash")]
    [InlineData("a\nb", "U+000A")]
    public async Task A_name_that_is_none_is_refused_and_the_message_says_why(string name, string why)
    {
        Func<Task>[] calls =
        [
            () => Put(name, [1]),
            () => Blobs.OpenReadAsync(name, Cancel),
            () => Blobs.FindAsync(name, Cancel),
            () => Blobs.DeleteAsync(name, Cancel),
        ];
        foreach (Func<Task> call in calls)
        {
            ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(call);
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("../")]
    [InlineData("a/../b")]
    [InlineData("a//")]
    public async Task A_prefix_that_begins_no_name_is_refused(string prefix)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => List(prefix));
        await Assert.ThrowsAsync<ArgumentException>(() => Blobs.ListFolderAsync(prefix, Cancel));
    }

    [Fact]
    public async Task A_folder_without_its_slash_is_refused()
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => Blobs.ListFolderAsync("orders", Cancel));
        Assert.Contains("'orders/'", error.Message, StringComparison.Ordinal);
    }

    protected Task Put(string name, byte[] value) =>
        Blobs.PutAsync(name, (stream, token) => stream.WriteAsync(value, token).AsTask(), Cancel);

    private async Task<byte[]> Read(string name)
    {
        await using Stream stream = await Blobs.OpenReadAsync(name, Cancel);
        using MemoryStream value = new();
        await stream.CopyToAsync(value, Cancel);
        return value.ToArray();
    }

    private async Task<List<BlobEntry>> List(string prefix) => await Blobs.ListAsync(prefix, Cancel).ToListAsync(Cancel);

    private async Task<List<string>> Names(string prefix) => [.. (await List(prefix)).Select(entry => entry.Name)];

    private async Task PutOld(bool replacing)
    {
        if (replacing)
        {
            await Put("folder/blob", Encoding.UTF8.GetBytes("old"));
        }
    }

    private async Task AssertOld(bool replacing)
    {
        Assert.Equal(replacing ? ["folder/blob"] : [], await Names(""));
        if (replacing)
        {
            Assert.Equal("old", Encoding.UTF8.GetString(await Read("folder/blob")));
        }
    }
}
