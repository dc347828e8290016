using Cadabra.Orders;
using Cadabra.Training.History;
using Cadabra.Training.Tests;

[assembly: AssemblyFixture(typeof(RealOrders))]

namespace Cadabra.Training.Tests;

/// <summary>The real input, read once for all tests that need it; products are the first five digits.</summary>
public sealed class RealOrders
{
    private readonly Lazy<Task<OrderHistory>> _history = new(static () => OrderLines.ReadGzipAsync(RealData.OnlineRetail, ProductKey.FirstFiveDigits));

    /// <summary>Skips the test where the input is absent.</summary>
    public Task<OrderHistory> ReadAsync() => _history.Value;
}
