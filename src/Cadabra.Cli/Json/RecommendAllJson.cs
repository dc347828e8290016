namespace Cadabra.Cli.Json;

/// <summary>What <c>recommend --all --json</c> prints.</summary>
/// <param name="Customers">Customers who got recommendations.</param>
/// <param name="Seconds">Time to rank, without reading the model and without writing the file.</param>
internal sealed record RecommendAllJson(int Customers, double Seconds, double CustomersPerSecond);
