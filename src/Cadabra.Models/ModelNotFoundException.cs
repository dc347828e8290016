namespace Cadabra.Models;

/// <summary>There is no model where one was asked for.</summary>
public sealed class ModelNotFoundException : ModelException
{
    /// <param name="message">What was looked for, where, what is there instead and what to do next.</param>
    public ModelNotFoundException(string message)
        : base(message)
    {
    }
}
