using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;

namespace Cadabra.Storage.S3.Errors;

/// <summary>Says of a failure that the SDK could not get over what it means, what to do about it, and whether it may pass by itself.</summary>
internal static class S3Failure
{
    /// <summary>Whether it is a failure of the service or of the way to it, and not of the program.</summary>
    public static bool Is(Exception exception) => exception is not BlobStoreException
        && exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException;

    public static BlobStoreException Describe(S3Resource resource, Exception cause)
    {
        (string what, bool transient) = cause switch
        {
            AmazonServiceException { StatusCode: not 0 } answer => OfAnswer(resource, answer),
            _ when Find<AuthenticationException>(cause) is { } tls => ($"the server's certificate was not accepted: {tls.Message}", false),
            // Before the others, since a timeout ends the connection and has their exceptions within.
            _ when Find<OperationCanceledException>(cause) is not null || Find<TimeoutException>(cause) is not null => ("there was no answer in time", true),
            _ when Find<SocketException>(cause) is { } socket => ($"there was no connection: {socket.Message}. Check the network{EndpointHint}", true),
            _ when Find<HttpRequestException>(cause) is { } http => ($"the connection broke: {http.Message}", true),
            _ when Find<IOException>(cause) is { } io => ($"the connection broke: {io.Message}", true),
            AmazonServiceException unanswered => ($"there was no usable answer: {unanswered.Message}", true),
            _ => OfClient(cause),
        };
        string message = $"{resource} failed: {what}".ReplaceLineEndings(" ").TrimEnd(' ', '.');
        return new BlobStoreException(message + ".", transient, cause);
    }

    private const string EndpointHint = ", and AWS_REGION or AWS_ENDPOINT_URL_S3 if one is set";

    private static (string What, bool Transient) OfAnswer(S3Resource resource, AmazonServiceException answer)
    {
        string said = $"S3 says: {answer.Message}";
        switch (answer.ErrorCode)
        {
            case "NoSuchBucket":
                return ($"there is no bucket '{resource.Bucket}'. Create it, or correct the name", false);

            case "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" or "TokenRefreshRequired" or "InvalidClientTokenId":
                return ($"the credentials are not valid. Renew them, or correct AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE. {said}", false);

            case "RequestTimeTooSkewed":
                return ($"the clock of this machine is wrong. Set it. {said}", false);

            case "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "IncorrectEndpoint":
                return (WrongRegion(resource, answer), false);

            // A part of the upload was swept away, or an earlier attempt to complete it succeeded and only its answer was lost.
            case "NoSuchUpload":
                return ($"the upload is no longer there. Write the object again. {said}", true);
        }

        int status = (int)answer.StatusCode;
        return status switch
        {
            // Listed last in its kind: the codes above come with these too.
            301 or 307 => (WrongRegion(resource, answer), false),
            401 or 403 => (Denied(resource, said), false),
            412 => ($"the object was replaced while it was read. Read it again. {said}", true),
            408 or 409 or 429 or >= 500 => ($"the service is busy or failing ({answer.ErrorCode}, {status}). Try again later. {said}", true),

            // An error that came with a status of success, as that of completing an upload may.
            >= 200 and < 300 => ($"the service failed in the middle ({answer.ErrorCode}). Try again. {said}", true),
            _ when IsPassing(answer.ErrorCode) => ($"the service is busy ({answer.ErrorCode}). Try again later. {said}", true),
            _ => ($"S3 refused it ({answer.ErrorCode}, {status}). {said}", false),
        };
    }

    private static (string What, bool Transient) OfClient(Exception cause)
    {
        // The SDK has no type and no code for it, only these beginnings.
        if (cause.Message.StartsWith("Failed to resolve AWS credentials", StringComparison.Ordinal)
            || cause.Message.StartsWith("Unable to get IAM security credentials", StringComparison.Ordinal))
        {
            return ("there are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role", false);
        }

        // A checksum that does not fit: what arrived is not what was sent.
        bool damaged = cause.Message.Contains("hash", StringComparison.OrdinalIgnoreCase) || cause.Message.Contains("checksum", StringComparison.OrdinalIgnoreCase);
        return (damaged ? $"the bytes were damaged on their way. Try again. {cause.Message}" : cause.Message, damaged);
    }

    private static bool IsPassing(string? code) => code is "RequestTimeout" or "SlowDown" or "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "BadDigest";

    private static string Denied(S3Resource resource, string said)
    {
        string missing = resource.Operation is S3Operation.Find or S3Operation.Read
            ? $" If the object should not exist, allow s3:ListBucket on arn:{resource.Partition}:s3:::{resource.Bucket} too: without it S3 denies what is not there."
            : "";
        return $"access denied. Allow {resource.Action} on {resource.Arn}.{missing} {said}";
    }

    private static string WrongRegion(S3Resource resource, AmazonServiceException answer) =>
        $"the bucket '{resource.Bucket}' is in another region. Set AWS_REGION to its region, which `aws s3api head-bucket --bucket {resource.Bucket}` tells. S3 says: {answer.Message}";

    private static T? Find<T>(Exception exception)
        where T : Exception
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }
}
