using Cadabra.Shipping.Files;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Tests.Files;

public sealed class FileStatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_stays_itself_when_it_is_renamed_grows_or_is_truncated()
    {
        string path = Write("a.log", "1234");
        FileFacts before = FileStat.Of(path)!.Value;
        Assert.Equal(4, before.Size);

        File.AppendAllText(path, "5");
        File.Move(path, _folder["b.log"]);
        FileFacts after = FileStat.Of(_folder["b.log"])!.Value;

        Assert.Equal(before.Identity, after.Identity);
        Assert.Equal(5, after.Size);
        Assert.Null(FileStat.Of(path));
        Assert.Null(FileStat.Of(_folder.FullPath));
    }

    [Fact]
    public void An_inode_that_is_used_again_has_another_time_of_birth()
    {
        HashSet<ulong> inodes = [];
        HashSet<FileIdentity> identities = [];
        int files = 0;
        for (; files < 50; files++)
        {
            FileIdentity identity = FileStat.Of(Write("a.log", "1"))!.Value.Identity;
            inodes.Add(identity.Inode);
            identities.Add(identity);
            File.Delete(_folder["a.log"]);
        }

        Assert.SkipUnless(identities.First().Born != 0, "The file system keeps no time of birth.");
        Assert.SkipUnless(inodes.Count < files, "The file system gave no inode twice.");
        Assert.Equal(files, identities.Count);
    }

    [Fact]
    public void An_open_file_knows_that_it_is_deleted()
    {
        string path = Write("a.log", "1");
        using SafeFileHandle file = FileStat.Open(path);
        Assert.False(FileStat.Of(file, path).IsDeleted);
        File.Delete(path);
        Assert.True(FileStat.Of(file, path).IsDeleted);
    }

    [Fact]
    public void Without_a_call_of_the_platform_path_and_content_have_to_do()
    {
        string path = Write("a.log", "1");
        using SafeFileHandle file = FileStat.Open(path);
        FileFacts facts = PortableStat.Of(file, path);
        Assert.True(facts.Identity.MayBe(PortableStat.Of(file, path).Identity));
        Assert.False(facts.Identity.MayBe(PortableStat.Of(file, Write("b.log", "1")).Identity));
        Assert.Equal(1, facts.Size);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
