using System.Diagnostics;
using System.Globalization;
using Cadabra.Cli.Json;
using Cadabra.Cli.Output;
using Cadabra.Models;
using Cadabra.Models.Export;
using Cadabra.Models.Serving;
using Cadabra.Recommender.Ranking;

namespace Cadabra.Cli.Steps;

/// <summary>Ranks for every customer of a model and writes the lists to a file, and shows how that goes.</summary>
internal static class RecommendAllStep
{
    public static async Task<RecommendAllJson> RunAsync(Model model, int top, bool includePurchased, string? file, Terminal terminal, CancellationToken cancellationToken)
    {
        var recommender = new ModelRecommender(model);
        TimeSpan elapsed = default;
        Recommendations recommendations = await terminal.Steps.RunAsync(
            $"Rank the top {top} for every customer",
            _ => Task.Run(Rank, cancellationToken),
            lists => string.Create(CultureInfo.InvariantCulture, $"{lists.Count:N0} customers"));
        if (file is not null)
        {
            await terminal.Steps.RunAsync("Write", _ => WriteAsync(model, recommendations, file, cancellationToken), path => path);
        }

        return new RecommendAllJson(recommendations.Count, elapsed.TotalSeconds, recommendations.Count / elapsed.TotalSeconds);

        // The time of ranking alone: in a new process the display compiles for longer than that to print its line.
        Recommendations Rank()
        {
            long started = Stopwatch.GetTimestamp();
            Recommendations lists = recommender.RecommendAll(top, includePurchased, cancellationToken);
            elapsed = Stopwatch.GetElapsedTime(started);
            return lists;
        }
    }

    private static async Task<string> WriteAsync(Model model, Recommendations recommendations, string file, CancellationToken cancellationToken)
    {
        BlobPath path = BlobPath.Open(file);
        await RecommendationFile.WriteAsync(
            path.Container,
            path.Name,
            model.Catalog,
            async (writer, token) =>
            {
                for (int customer = 0; customer < recommendations.Count; customer++)
                {
                    await writer.WriteAsync(model.Customers[customer], recommendations[customer].ToArray(), token);
                }
            },
            cancellationToken);
        return path.Location;
    }
}
