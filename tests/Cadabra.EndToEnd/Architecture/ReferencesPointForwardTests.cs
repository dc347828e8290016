using System.Xml.Linq;

namespace Cadabra.EndToEnd.Architecture;

public sealed class ReferencesPointForwardTests
{
    // The data's way. A project may reference those to its left, and only those listed beside it where it must stand alone.
    private static readonly string[] Way =
    [
        "Cadabra.Storage", "Cadabra.Storage.S3", "Cadabra.Orders", "Cadabra.Lake", "Cadabra.Shipping", "Cadabra.Recommender", "Cadabra.Models", "Cadabra.Training",
        "Cadabra.Cloud", "Cadabra.Cli",
    ];

    private static readonly string[] Alone = ["Cadabra.Storage", "Cadabra.Orders", "Cadabra.Recommender"];

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(RealData.Checkout, "src")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_before_it_on_the_data_s_way(string project)
    {
        Assert.Contains(project, Way);
        foreach (string reference in References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)))
        {
            Assert.True(Array.IndexOf(Way, reference) < Array.IndexOf(Way, project), $"{project} must not reference {reference}.");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_first_stages_and_the_library_stand_alone(string project)
    {
        if (Alone.Contains(project))
        {
            Assert.Empty(References(project, "ProjectReference"));
            Assert.Empty(References(project, "PackageReference"));
        }
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(RealData.Checkout, "src", project, $"{project}.csproj"))
            .Descendants(kind)
            .Select(reference => (string)reference.Attribute("Include")!);
}
