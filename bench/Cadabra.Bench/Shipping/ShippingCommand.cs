using System.Diagnostics;
using System.Globalization;

using Cadabra.Bench.Orders;

namespace Cadabra.Bench.Shipping;

/// <summary>`shipping`: measures the agent beside the same work done barely, each in a process of its own, in processor time and peak memory.</summary>
internal static class ShippingCommand
{
    private const string Usage = "Usage: shipping [--megabytes 512] [--rounds 3]";
    private const int Megabyte = 1_000_000;

    public static int Run(string[] args)
    {
        if (args is ["--task", string task, string folder])
        {
            Console.WriteLine(ShippingTask.Run(task, folder));
            return 0;
        }

        long megabytes = 512;
        int rounds = 3;
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--megabytes" when long.TryParse(value, CultureInfo.InvariantCulture, out megabytes) && megabytes > 0:
                case "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out rounds) && rounds > 0:
                    break;
                default:
                    Console.Error.WriteLine($"Found '{args[i]} {value}'. {Usage}");
                    return 1;
            }
        }

        string root = Directory.CreateTempSubdirectory("cadabra-bench-").FullName;
        try
        {
            double written = WriteLog(Path.Combine(root, "shop.log"), megabytes * Megabyte) / Megabyte;
            Measure(root, written, rounds);
            Console.WriteLine($"\n1,000 idle files cost {Start("idle", root).Seconds * 100 / ShippingTask.IdleSeconds:F2} % of a core.");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return 0;
    }

    private static void Measure(string root, double megabytes, int rounds)
    {
        Console.WriteLine("| work | MB a core second | × bare | peak MiB |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach ((string bare, string agent) in new[] { ("compress", "ship-gzip"), ("copy", "ship-none") })
        {
            List<ShippingMeasurement> bares = [];
            List<ShippingMeasurement> agents = [];
            for (int round = 0; round < rounds; round++)
            {
                bares.Add(Start(bare, root));
                agents.Add(Start(agent, root));
            }

            ShippingMeasurement reference = ShippingMeasurement.Median(bares);
            Print(bare, reference, reference, megabytes);
            Print(agent, ShippingMeasurement.Median(agents), reference, megabytes);
        }
    }

    private static void Print(string work, ShippingMeasurement measured, ShippingMeasurement bare, double megabytes) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {work} | {megabytes / measured.Seconds:F0} | {bare.Seconds / measured.Seconds:F2} | {measured.PeakMebibytes:F0} |"));

    private static ShippingMeasurement Start(string task, string folder)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ShippingCommand).Assembly.Location);
        }

        foreach (string argument in new[] { "shipping", "--task", task, folder })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? ShippingMeasurement.Parse(output) : throw new InvalidOperationException($"'{task}' ended with {process.ExitCode}: {output}");
    }

    private static long WriteLog(string path, long length)
    {
        byte[] log = OrderLog.Load();
        using FileStream file = File.Create(path);
        while (file.Length < length)
        {
            file.Write(log);
        }

        return file.Length;
    }
}
