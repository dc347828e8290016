using Cadabra.Shipping.Files;

namespace Cadabra.Shipping.Tests.Files;

public sealed class FileGlobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FileGlobTests()
    {
        foreach (string file in new[] { "a.log", "ab.log", "a.txt", ".a.log", "x/a.log", "x/y/a.log", "x/y/z/b.log", "w\\.log", "z.txt.1", "z.txt.2.gz", "z.txt.3.BZ2" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            File.WriteAllText(_folder[file], "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.log", "a.log")]
    [InlineData("*.log", ".a.log a.log ab.log w\\.log")]
    [InlineData("a?.log", "ab.log")]
    [InlineData("w\\*", "w\\.log")]
    [InlineData("*/a.log", "x/a.log")]
    [InlineData("x/*/a.log", "x/y/a.log")]
    [InlineData("**/a.log", "a.log x/a.log x/y/a.log")]
    [InlineData("x/**/*.log", "x/a.log x/y/a.log x/y/z/b.log")]
    [InlineData("**/y/**/*.log", "x/y/a.log x/y/z/b.log")]
    [InlineData("none/*.log", "")]
    [InlineData("z.txt*", "z.txt.1")]
    [InlineData("z*.gz", "z.txt.2.gz")]
    public void A_pattern_finds_what_it_says_and_knows_a_match_by_its_name(string pattern, string expected)
    {
        FileGlob glob = new(_folder[pattern]);
        string[] paths = [.. glob.Find((folder, e) => Assert.Fail($"{folder}: {e.Message}")).Where(File.Exists)];

        Assert.Equal(expected, string.Join(' ', paths.Select(path => Path.GetRelativePath(_folder.FullPath, path))));
        foreach (string path in Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(paths.Contains(path), glob.IsMatch(path));
        }
    }

    [Fact]
    public void Links_that_lead_in_circles_end()
    {
        Directory.CreateSymbolicLink(_folder["x/circle"], _folder["x"]);

        Assert.Equal(3, new FileGlob(_folder["x/**/*.log"]).Find((_, _) => { }).Count);
    }

    [Theory]
    [InlineData("logs/*.log")]
    [InlineData("/var/log/**")]
    [InlineData("/")]
    public void A_pattern_that_names_no_file_is_rejected(string pattern)
    {
        Assert.Contains($"'{pattern}'", Assert.Throws<ArgumentException>(() => new FileGlob(pattern)).Message);
    }
}
