namespace Cadabra.Models;

/// <summary>A model or a store that cannot be used as it is found. The message says what was found, where, and what to do next.</summary>
public abstract class ModelException : Exception
{
    private protected ModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
