using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Cadabra.Lake.Writing;
using Cadabra.Storage;

namespace Cadabra.EndToEnd.Cli;

/// <summary>A year of real orders, once as the file they came in and once as a lake of many objects: every answer is the same.</summary>
public sealed class OnlineRetailTests : IDisposable
{
    private const int LinesPerPiece = 50_000;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_lake_answers_like_the_file_its_lines_came_from()
    {
        string lake = await DeliverAsync(RealData.OnlineRetail);
        (JsonElement inspected, JsonElement trained, JsonElement recommended, JsonElement similar) = await AskAsync(RealData.OnlineRetail, _folder["of-file"]);

        Assert.Equal(541_909, inspected.GetProperty("lines").GetInt64());
        Assert.Equal(396_370, inspected.GetProperty("kept").GetInt64());
        Assert.Equal(2_995, inspected.GetProperty("rejected").GetProperty("not-a-product").GetInt64());
        Assert.Equal(134_005, inspected.GetProperty("rejected").GetProperty("no-customer").GetInt64());
        Assert.Equal(8_539, inspected.GetProperty("returns").GetInt64());
        Assert.Equal(260_083, trained.GetProperty("interactions").GetInt64());
        Assert.Equal(10, recommended.GetProperty("items").GetArrayLength());
        Assert.Contains("HEART", similar.GetProperty("items")[0].GetProperty("description").GetString(), StringComparison.Ordinal);

        (JsonElement Inspected, JsonElement Trained, JsonElement Recommended, JsonElement Similar) fromLake = await AskAsync(lake, _folder["of-lake"]);
        Assert.Equal(inspected.ToString(), fromLake.Inspected.ToString());
        Assert.Equal(trained.GetProperty("loss").ToString(), fromLake.Trained.GetProperty("loss").ToString());
        Assert.Equal(recommended.ToString(), fromLake.Recommended.ToString());
        Assert.Equal(similar.ToString(), fromLake.Similar.ToString());
    }

    [Fact]
    public async Task The_model_beats_popularity_twice_over()
    {
        JsonElement report = await CadabraProcess.RunJsonAsync("evaluate", "--orders", RealData.OnlineRetail, "--product-key", "first-five-digits");

        double ndcg = report.GetProperty("metrics").GetProperty("ndcg@10").GetDouble();
        double popularity = report.GetProperty("baselines").GetProperty("popularity").GetProperty("ndcg@10").GetDouble();
        Assert.InRange(popularity, 0.03, 0.04);
        Assert.InRange(ndcg, 0.080, 0.2);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(JsonElement Inspected, JsonElement Trained, JsonElement Recommended, JsonElement Similar)> AskAsync(string orders, string store)
    {
        string[] input = ["--orders", orders, "--product-key", "first-five-digits"];
        JsonElement inspected = await CadabraProcess.RunJsonAsync(["inspect", .. input]);
        JsonElement trained = await CadabraProcess.RunJsonAsync(["train", .. input, "--store", store, "--iterations", "5"]);
        JsonElement recommended = await CadabraProcess.RunJsonAsync("recommend", "--store", store, "--customer", "17850");
        JsonElement similar = await CadabraProcess.RunJsonAsync("similar", "--store", store, "--product", "85123A");
        return (inspected, trained, recommended, similar);
    }

    private async Task<string> DeliverAsync(string gzip)
    {
        // Objects of one delivery are named in the order of their bytes only by their ids, so each piece arrives an hour after the last.
        var writer = new LakeWriter(new DiskBlobContainer(_folder["lake"]));
        var arrival = new DateTimeOffset(2011, 12, 10, 0, 0, 0, TimeSpan.Zero);
        foreach (string piece in Pieces(gzip))
        {
            await writer.PutFileAsync(piece, piece, arrival, TestContext.Current.CancellationToken);
            arrival = arrival.AddHours(1);
        }

        return _folder["lake"];
    }

    // The log as a server would rotate it: whole lines, byte for byte.
    private IEnumerable<string> Pieces(string gzip)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(gzip), CompressionMode.Decompress), Encoding.Latin1);
        int number = 0;
        while (reader.ReadLine() is { } first)
        {
            string piece = _folder[$"piece-{number++}.log"];
            using var writer = new StreamWriter(piece, append: false, Encoding.Latin1);
            writer.WriteLine(first);
            for (int line = 1; line < LinesPerPiece && reader.ReadLine() is { } next; line++)
            {
                writer.WriteLine(next);
            }

            writer.Flush();
            yield return piece;
        }
    }
}
