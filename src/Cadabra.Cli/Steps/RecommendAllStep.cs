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
        long started = Stopwatch.GetTimestamp();
        Recommendations recommendations = await terminal.Steps.RunAsync(
            $"Rank the top {top} for every customer",
            _ => Task.Run(() => recommender.RecommendAll(top, includePurchased, cancellationToken), cancellationToken),
            lists => string.Create(CultureInfo.InvariantCulture, $"{lists.Count:N0} customers"));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        if (file is not null)
        {
            await terminal.Steps.RunAsync("Write", _ => WriteAsync(model, recommendations, file, cancellationToken), path => path);
        }

        return new RecommendAllJson(recommendations.Count, seconds, recommendations.Count / seconds);
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
