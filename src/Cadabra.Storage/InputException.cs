namespace Cadabra.Storage;

/// <summary>
/// What a user named as input is missing, empty or not what it should be. The message is meant for that user: it says what was found,
/// where, what was expected and what to do next. A host prints the message alone and exits with code 1.
/// </summary>
public sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
