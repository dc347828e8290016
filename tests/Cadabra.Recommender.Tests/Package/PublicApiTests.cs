using Cadabra.Recommender.Als;

namespace Cadabra.Recommender.Tests.Package;

public sealed class PublicApiTests
{
    private const string Update = "CADABRA_UPDATE_PUBLIC_API";

    private static readonly string ReviewedFile = Path.Combine(RealData.Checkout, "tests", "Cadabra.Recommender.Tests", "PublicApi.txt");

    /// <summary>What users of the package compile against changes only in a diff that somebody reads.</summary>
    [Fact]
    public void The_public_API_is_the_reviewed_one()
    {
        string[] actual = [.. PublicApi.Lines(typeof(AlsModel).Assembly)];
        if (Environment.GetEnvironmentVariable(Update) == "true")
        {
            File.WriteAllLines(ReviewedFile, actual);
        }

        string[] reviewed = File.Exists(ReviewedFile) ? File.ReadAllLines(ReviewedFile) : [];

        string[] added = [.. actual.Except(reviewed).Select(line => "+ " + line)];
        string[] removed = [.. reviewed.Except(actual).Select(line => "- " + line)];
        Assert.True(
            actual.SequenceEqual(reviewed),
            $"The public API is not the one in PublicApi.txt:\n{string.Join('\n', removed.Concat(added))}\n"
            + $"If that is meant, run this test with {Update}=true in the environment, and review and commit the changed file.");
    }
}
