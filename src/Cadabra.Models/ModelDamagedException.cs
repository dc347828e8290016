namespace Cadabra.Models;

/// <summary>A file of a model is missing, changed, unlisted or not what the format says.</summary>
public sealed class ModelDamagedException : ModelException
{
    /// <param name="model">Where the model lies.</param>
    /// <param name="file">The file, relative to the model.</param>
    /// <param name="problem">What was found and what was expected, without a full stop.</param>
    /// <param name="innerException">What the decoder said, if it was the one to find out.</param>
    public ModelDamagedException(string model, string file, string problem, Exception? innerException = null)
        : base($"Model {model} is damaged: {file}: {problem}. Roll back to an earlier model (`cadabra models rollback`) or train again.", innerException)
    {
        Model = model;
        File = file;
        Problem = problem;
    }

    /// <summary>Where the model lies.</summary>
    public string Model { get; }

    /// <summary>The damaged file, relative to the model.</summary>
    public string File { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Problem { get; }
}
