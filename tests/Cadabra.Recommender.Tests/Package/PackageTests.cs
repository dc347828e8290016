using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace Cadabra.Recommender.Tests.Package;

public sealed class PackageTests
{
    [Fact]
    public async Task The_package_holds_library_docs_and_readme_depends_on_nothing_and_is_the_same_each_time()
    {
        using var folder = new TemporaryFolder();
        byte[] first = await PackAsync(folder["first"]);
        byte[] second = await PackAsync(folder["second"]);

        Assert.Equal(first, second);
        using var package = new ZipArchive(new MemoryStream(first));
        string[] content = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Contains("lib/net10.0/Cadabra.Recommender.dll", content);
        Assert.Contains("lib/net10.0/Cadabra.Recommender.xml", content);
        Assert.Contains("README.md", content);
        Assert.Single(content, name => name.EndsWith(".dll", StringComparison.Ordinal));

        using Stream nuspec = package.GetEntry("Cadabra.Recommender.nuspec")!.Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal("Apache-2.0", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.NotEqual("", Value("description"));
        Assert.NotEqual("", Value("tags"));

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    /// <summary>Packs what is built already, in the configuration that runs this test.</summary>
    private static async Task<byte[]> PackAsync(string output)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string[] arguments = ["pack", "src/Cadabra.Recommender", "--no-build", "--configuration", configuration, "--output", output];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = RealData.Checkout, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string log = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, log);
        return await File.ReadAllBytesAsync(Directory.GetFiles(output, "*.nupkg").Single(), TestContext.Current.CancellationToken);
    }
}
