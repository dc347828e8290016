using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Cadabra.Cloud.Access;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Firehose;

/// <summary>Says of what went wrong at a delivery stream what it means, what to do about it, and whether it may pass by itself.</summary>
internal static class FirehoseFailure
{
    private const string EndpointHint = "Check the network, AWS_REGION, and firehose.endpoint or AWS_ENDPOINT_URL_FIREHOSE if one is set";

    /// <summary>Whether it is a failure of the service or of the way to it, and not of the program.</summary>
    public static bool Is(Exception exception) => exception is FirehoseException or AwsAccessException or TimeoutException or HttpRequestException or IOException;

    /// <summary>Of a call that took nothing, or nobody knows what.</summary>
    public static Exception OfCall(string stream, Exception cause)
    {
        (string what, bool transient) = cause switch
        {
            FirehoseException answer => OfAnswer(stream, answer.Error, answer.Status),
            AwsAccessException => (cause.Message, false),
            TimeoutException => ("there was no answer in time. The records may have arrived all the same, and are sent again", true),
            _ when Find<AuthenticationException>(cause) is { } tls => ($"the server's certificate was not accepted: {tls.Message}", false),
            _ when Find<SocketException>(cause) is { } socket => ($"there was no connection: {socket.Message}. {EndpointHint}", true),
            _ => ($"the connection broke: {cause.Message}", true),
        };
        return Describe(stream, what, transient, (cause as FirehoseException)?.RetryAfter, cause);
    }

    /// <summary>Of a call that took only some of its records; null if it took all. What does not pass by itself is told before what does.</summary>
    public static Exception? OfRecords(string stream, IReadOnlyList<FirehoseError?> results)
    {
        int failed = 0;
        (string What, bool Transient)? worst = null;
        foreach (FirehoseError? error in results)
        {
            if (error is not null)
            {
                failed++;
                (string What, bool Transient) meaning = OfAnswer(stream, error, HttpStatusCode.OK);
                worst = worst is { } known && (!known.Transient || meaning.Transient) ? known : meaning;
            }
        }

        return worst is { } told
            ? Describe(stream, $"{failed} of {results.Count} records were not taken, and are sent again: {told.What}", told.Transient, retryAfter: null, cause: null)
            : null;
    }

    private static (string What, bool Transient) OfAnswer(string stream, FirehoseError error, HttpStatusCode status)
    {
        string said = error.Message.Length > 0 ? $". Firehose says: {error.Message}" : "";
        return error.Code switch
        {
            "ThrottlingException" or "Throttling" or "ServiceUnavailableException" or "ServiceUnavailable" or "LimitExceededException"
                or "RequestLimitExceeded" or "InternalFailure" or "InternalServerError" or "RequestTimeout" or "RequestTimeoutException"
                => ($"the stream is at its limit or the service is failing ({error.Code}){said}", true),

            "ResourceNotFoundException"
                => ($"there is no delivery stream '{stream}' in this region and account. Create it, or correct deliveryStream, AWS_REGION or the credentials{said}", false),

            "AccessDeniedException" or "AccessDenied"
                => ($"access is denied. Allow the action firehose:PutRecordBatch on the resource arn:aws:firehose:*:*:deliverystream/{stream} (in China arn:aws-cn:…){said}", false),

            "UnrecognizedClientException" or "InvalidClientTokenId" or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or "ExpiredTokenException" or "ExpiredToken"
                => ($"the credentials are not valid ({error.Code}). Renew them, or correct AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE{said}", false),

            "InvalidSignatureException" or "SignatureDoesNotMatch" or "IncompleteSignature" or "IncompleteSignatureException" or "RequestExpired" or "RequestTimeTooSkewed"
                => ($"the signature was not accepted ({error.Code}). Check the clock of this machine, which must be right to 5 minutes, and AWS_SECRET_ACCESS_KEY{said}", false),

            "InvalidKMSResourceException"
                => ($"the stream's encryption key cannot be used. Enable the KMS key of '{stream}', and let the caller and Firehose use it{said}", false),

            _ => OfStatus(error, (int)status, said),
        };
    }

    private static (string What, bool Transient) OfStatus(FirehoseError error, int status, string said)
    {
        string code = error.Code.Length > 0 ? $"{error.Code}, {status}" : $"{status}";
        return status switch
        {
            408 or 429 or >= 500 => ($"the service is busy or failing ({code}){said}", true),

            // An error that came with a status of success: what does not make sense once may do so the next time.
            200 => ($"the answer cannot be understood ({code}){said}", true),
            >= 300 and < 400 => ($"the server answers with a redirect ({code}), as Firehose never does. {EndpointHint}", false),

            // Without a code it was not Firehose that answered.
            _ => ($"the call was refused ({code}){said}{(error.Code.Length > 0 ? "" : $". {EndpointHint}")}", false),
        };
    }

    private static Exception Describe(string stream, string what, bool transient, TimeSpan? retryAfter, Exception? cause)
    {
        string message = $"Sending to firehose:{stream} failed: {what}".ReplaceLineEndings(" ").TrimEnd(' ', '.') + ".";
        return transient ? new TransientSinkException(message, retryAfter, cause) : new PermanentSinkException(message, cause);
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
