using Cadabra.Shipping.Sinks;

namespace Cadabra.Shipping.Delivery;

/// <summary>Why a delivery has not arrived yet.</summary>
/// <param name="Message">One line.</param>
/// <param name="IsPermanent">Whether only a person can help.</param>
/// <param name="RetryAfter">How long the sink asked to be left alone.</param>
/// <param name="Since">Of the first failure in a row.</param>
internal sealed record SinkFailure(string Message, bool IsPermanent, TimeSpan? RetryAfter, DateTimeOffset Since)
{
    /// <summary>What a sink did not classify counts as passing: waiting and trying again loses nothing.</summary>
    public static SinkFailure Of(Exception exception, DateTimeOffset since) => exception switch
    {
        PermanentSinkException => new(exception.Message, true, null, since),
        TransientSinkException transient => new(exception.Message, false, transient.RetryAfter, since),
        _ => new($"{exception.GetType().Name}: {exception.Message}", false, null, since),
    };
}
