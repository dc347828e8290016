using Cadabra.Training.Data;

namespace Cadabra.Training.Inspection;

/// <summary>Reports on input before anything is trained on it.</summary>
public static class Inspector
{
    /// <summary>Counts, samples and warnings of what was read.</summary>
    public static InspectionReport Inspect(TrainingInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ITrainingData data = input.Data;
        return new InspectionReport
        {
            Lines = data.Lines,
            Kept = data.Kept,
            Rejected = data.Rejected,
            Returns = data.Rejected.GetValueOrDefault("return"),
            Customers = data.Customers.Count,
            Products = data.Interactions.ProductCount,
            From = data.Window.From,
            To = data.Window.To,
            Warnings = [.. input.Warnings, .. DataWarnings.Of(data)],
            Samples = input.Samples,
        };
    }
}
