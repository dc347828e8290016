using Cadabra.Orders;

namespace Cadabra.Training.Data;

/// <summary>Training data as it was read, with what happened on the way.</summary>
/// <param name="Data">The data.</param>
/// <param name="Samples">Some rejected lines of each reason.</param>
/// <param name="Warnings">What went wrong without stopping the reading, such as a damaged lake object, one sentence each.</param>
/// <param name="ReadTime">How long reading took.</param>
public sealed record TrainingInput(ITrainingData Data, IReadOnlyList<RejectedLine> Samples, IReadOnlyList<string> Warnings, TimeSpan ReadTime);
