namespace Cadabra.Cloud.Firehose;

/// <summary>What Firehose says of a call, or of one record, that it did not take.</summary>
/// <param name="Code">Such as <c>ThrottlingException</c>; empty if it gave none.</param>
/// <param name="Message">In its words; may be empty.</param>
public sealed record FirehoseError(string Code, string Message);
