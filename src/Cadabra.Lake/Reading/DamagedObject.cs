using Cadabra.Lake.Inputs;

namespace Cadabra.Lake.Reading;

/// <summary>An object of which no line was read, because not all of it could be.</summary>
/// <param name="Source">Which one.</param>
/// <param name="Reason">What is wrong with it, as part of a sentence: "it is cut off within its compressed data".</param>
public sealed record DamagedObject(LakeObject Source, string Reason)
{
    public override string ToString() => $"{Source.Location} was left out: {Reason}.";
}
