namespace Cadabra.Storage.Tests;

public sealed class DiskBlobContainerTests : BlobContainerContract
{
    private readonly TemporaryFolder _folder = new();

    private string Root => _folder["lake"];

    protected override IBlobContainer CreateContainer() => new DiskBlobContainer(Root);

    protected override void Dispose(bool disposing) => _folder.Dispose();

    [Fact]
    public void Location_is_the_full_path()
    {
        Assert.Equal(Root, new DiskBlobContainer(Path.Combine(_folder.FullPath, "x", "..", "lake") + "/").Location);
        Assert.Equal(Path.GetFullPath("lake"), new DiskBlobContainer("lake").Location);
    }

    [Fact]
    public async Task A_failed_put_leaves_no_file_at_all()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DiskBlobContainer(Root).PutAsync(
            "a/b", (stream, _) => throw new InvalidOperationException(), Cancel));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Root, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }));
    }

    [Fact]
    public async Task Deleting_the_last_blob_of_a_folder_deletes_the_folder()
    {
        await Put("a/b/c", [1]);
        await Put("a/d", [1]);

        await new DiskBlobContainer(Root).DeleteAsync("a/b/c", Cancel);

        Assert.Equal([Path.Combine(Root, "a")], Directory.EnumerateDirectories(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Leftovers_are_invisible_and_deleted_once_they_are_old()
    {
        DiskBlobContainer blobs = new(Root);
        await Put("blob", [1]);
        string old = Leftover(age: TimeSpan.FromHours(2));
        string fresh = Leftover(age: TimeSpan.Zero);
        string lookalike = Path.Combine(Root, ".cadabra-notes.partial");
        await File.WriteAllTextAsync(lookalike, "a user's own file", Cancel);
        File.SetLastWriteTimeUtc(lookalike, DateTime.UnixEpoch);

        Assert.Equal([".cadabra-notes.partial", "blob"], await blobs.ListAsync("", Cancel).Select(entry => entry.Name).ToListAsync(Cancel));
        Assert.Equal(1, blobs.DeleteLeftovers(TimeSpan.FromHours(1)));
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(fresh));
        Assert.True(File.Exists(lookalike));
    }

    [Fact]
    public void A_container_that_does_not_exist_has_no_leftovers() => Assert.Equal(0, new DiskBlobContainer(Root).DeleteLeftovers(TimeSpan.Zero));

    [Fact]
    public async Task A_folder_that_may_not_be_read_is_an_error_and_not_an_empty_one()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("This user may read everything.");
            return;
        }

        await Put("secret/blob", [1]);
        string secret = Path.Combine(Root, "secret");
        File.SetUnixFileMode(secret, UnixFileMode.None);
        try
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await new DiskBlobContainer(Root).ListAsync("", Cancel).CountAsync(Cancel));
        }
        finally
        {
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_link_to_a_file_has_the_length_of_the_file_and_a_circle_of_folders_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        DiskBlobContainer blobs = new(Root);
        await Put("a/target", new byte[1234]);
        File.CreateSymbolicLink(Path.Combine(Root, "link"), Path.Combine(Root, "a", "target"));
        File.CreateSymbolicLink(Path.Combine(Root, "broken"), Path.Combine(Root, "nowhere"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "a", "circle"), Root);

        Assert.Equal([new BlobEntry("a/target", 1234), new BlobEntry("link", 1234)], await blobs.ListAsync("", Cancel).ToListAsync(Cancel));
        Assert.Equal(new BlobEntry("link", 1234), await blobs.FindAsync("link", Cancel));
        Assert.Null(await blobs.FindAsync("broken", Cancel));
    }

    private string Leftover(TimeSpan age)
    {
        string path = PartialFile.NewPath(Root);
        File.WriteAllText(path, "half a bl");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
        return path;
    }
}
