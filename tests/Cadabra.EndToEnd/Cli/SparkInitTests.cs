using System.Text.Json;

namespace Cadabra.EndToEnd.Cli;

/// <summary>What Spark's documentation prints for its example comes out of the command line too.</summary>
public sealed class SparkInitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_same_seed_and_parameters_recommend_what_Spark_recommends()
    {
        File.WriteAllText(_folder["ratings.csv"], "customer,product,weight\n0,0,4\n0,1,2\n1,1,3\n1,2,4\n2,1,1\n2,2,5\n");
        string[] parameters = ["--init", "spark", "--explicit", "--rank", "10", "--iterations", "5", "--reg", "0.1", "--seed", "0"];
        await CadabraProcess.RunJsonAsync(["train", "--interactions", _folder["ratings.csv"], "--store", _folder["store"], .. parameters]);

        JsonElement answer = await CadabraProcess.RunJsonAsync("recommend", "--store", _folder["store"], "--customer", "0", "--repeats", "include");

        Assert.Equal(["0", "1", "2"], answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("product").GetString()));
        Assert.Equal([3.910, 1.997, 0.692], answer.GetProperty("items").EnumerateArray().Select(item => Math.Floor(item.GetProperty("score").GetDouble() * 1000) / 1000));
    }

    public void Dispose() => _folder.Dispose();
}
