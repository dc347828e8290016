using System.Runtime.InteropServices;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests.Package;

public sealed class ReadmeSampleTests
{
    [Fact]
    public void The_sample_recommends_what_similar_customers_bought()
    {
        var sample = ReadmeSample.Run(
        [
            ("ann", "cup", 2), ("ann", "pot", 1), ("bob", "cup", 1), ("bob", "pot", 1), ("bob", "tea", 3),
            ("cleo", "hat", 1), ("cleo", "scarf", 1), ("dora", "hat", 2), ("dora", "scarf", 2),
        ]);

        Assert.Equal("tea", sample.Recommended[0]);
        Assert.Equal(3, sample.Recommended.Length);
        Assert.Equal(["pot", "tea"], sample.Similar[..2]);
    }

    [Fact]
    public void What_the_sample_saves_is_a_model_again()
    {
        var sample = ReadmeSample.Run([("ann", "cup", 2), ("ann", "pot", 1), ("bob", "tea", 3)]);

        float[] saved = MemoryMarshal.Cast<byte, float>(sample.Saved).ToArray();

        Assert.Equal(sample.Model.Products.Values, new FactorMatrix(3, 32, saved).Values);
    }

    [Fact]
    public void The_sample_is_the_readmes_line_for_line()
    {
        string[] source = Read("tests", "Cadabra.Recommender.Tests", "Package", "ReadmeSample.cs");
        string[] readme = Read("src", "Cadabra.Recommender", "README.md");

        string[] block = [.. readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```")];
        string[] usings = [.. source.TakeWhile(line => line.Length > 0)];
        string[] sample = [.. source.SkipWhile(line => line.Trim() != ReadmeSample.Begin).Skip(1).TakeWhile(line => line.Trim() != ReadmeSample.End).Select(Unindent)];

        Assert.NotEmpty(sample);
        Assert.Equal([.. usings, "", .. sample], block);
    }

    private static string[] Read(params string[] path) => File.ReadAllLines(Path.Combine([RealData.Checkout, .. path]));

    private static string Unindent(string line) => line.Length > 8 ? line[8..] : "";
}
