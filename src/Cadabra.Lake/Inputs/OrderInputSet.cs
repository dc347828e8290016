namespace Cadabra.Lake.Inputs;

/// <summary>The objects that a user's inputs come down to.</summary>
/// <param name="Objects">Each object once, in ordinal order of its location, which in a lake is the order of time.</param>
/// <param name="LeftOut">Objects and whole folders left out because their partitions lie outside the time range.</param>
public sealed record OrderInputSet(IReadOnlyList<LakeObject> Objects, int LeftOut)
{
    /// <summary>Objects that lie in no partition and are read whatever the time range; worth a warning if one was given.</summary>
    public int Unpartitioned { get; } = Objects.Count(static item => !item.IsPartitioned);

    /// <summary>Bytes to read, compressed where objects are.</summary>
    public long Bytes { get; } = Objects.Sum(static item => item.Length);
}
