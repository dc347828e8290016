using Cadabra.Training;

namespace Cadabra.Cli.Steps;

/// <summary>A training whose model lies in a store.</summary>
/// <param name="Result">The training.</param>
/// <param name="ModelPath">Full path of the model directory.</param>
/// <param name="ReadTime">Time to read the input.</param>
/// <param name="WriteTime">Time to write and publish the model.</param>
internal sealed record StoredTraining(TrainingResult Result, string ModelPath, TimeSpan ReadTime, TimeSpan WriteTime);
