namespace Cadabra.Models;

/// <summary>A model was to be written where something lies already. Models are immutable: none is written over another.</summary>
public sealed class ModelNotEmptyException : ModelException
{
    /// <param name="model">Where the model was to be written.</param>
    /// <param name="file">A file found there, relative to it.</param>
    public ModelNotEmptyException(string model, string file)
        : base($"No model can be written to {model}: it holds {file} already, and models are never written over. Name another folder, or remove this one.")
    {
    }
}
