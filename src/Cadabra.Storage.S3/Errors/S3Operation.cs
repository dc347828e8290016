namespace Cadabra.Storage.S3.Errors;

/// <summary>What a call was for.</summary>
internal enum S3Operation
{
    List,
    Find,
    Read,
    Write,
    Delete,
}
