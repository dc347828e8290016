namespace Cadabra.Models.Tests.Storage;

/// <summary>When in a put a container fails.</summary>
public enum FailurePoint
{
    /// <summary>Before anything is written.</summary>
    Before,

    /// <summary>At the first byte.</summary>
    Within,

    /// <summary>After the blob is there: it was put, but the caller is told that it was not.</summary>
    After,
}
