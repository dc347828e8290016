namespace Cadabra.Shipping.Files;

/// <summary>What the file system says of a file at one moment.</summary>
/// <param name="Identity">Which file it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its content was last changed, in ticks of UTC.</param>
/// <param name="Links">Names it has; 0 once it is deleted. 1 where nobody knows.</param>
internal readonly record struct FileFacts(FileIdentity Identity, long Size, long Modified, uint Links)
{
    public bool IsDeleted => Links == 0;
}
