namespace Cadabra.Cli.Json;

/// <summary>Wall time of the stages of a training, seconds.</summary>
internal sealed record TrainSecondsJson(double Read, double Train, double Write);
