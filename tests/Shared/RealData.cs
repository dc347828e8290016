namespace Cadabra.Tests;

/// <summary>The real input that lies beside a checkout, in <c>../shared/data</c>, and never in it.</summary>
internal static class RealData
{
    /// <summary>Root of the checkout.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>541,909 order lines of a gift shop, gzip CSV.</summary>
    public static string OnlineRetail => Require("online-retail.csv.gz");

    private static string Require(string name)
    {
        string path = Path.GetFullPath(Path.Combine(Checkout, "..", "shared", "data", name));
        if (!File.Exists(path))
        {
            // Under CI the data is always there: a silent skip would hide that the main test did not run.
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{path} is missing under CI.");
            Assert.Skip($"{path} is not on this machine.");
        }

        return path;
    }

    private static string FindCheckout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "cadabra.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds cadabra.slnx.");
    }
}
