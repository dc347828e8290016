using Cadabra.Orders;

namespace Cadabra.Training.Inspection;

/// <summary>What is in the input.</summary>
public sealed record InspectionReport
{
    /// <summary>Lines read; equals <see cref="Kept"/> plus the sum of <see cref="Rejected"/>.</summary>
    public required long Lines { get; init; }

    public required long Kept { get; init; }

    /// <summary>Lines not kept, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    /// <summary>Lines set apart as returns; the same number as the reason <c>return</c>.</summary>
    public required long Returns { get; init; }

    /// <summary>Customers with a kept line.</summary>
    public required int Customers { get; init; }

    /// <summary>Products with a kept line.</summary>
    public required int Products { get; init; }

    /// <summary>First and last kept order, the shop's local time; null without kept orders.</summary>
    public required DateTime? From { get; init; }

    public required DateTime? To { get; init; }

    /// <summary>What to mind before training, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Some rejected lines of each reason.</summary>
    public required IReadOnlyList<RejectedLine> Samples { get; init; }
}
