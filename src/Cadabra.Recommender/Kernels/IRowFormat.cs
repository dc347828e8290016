namespace Cadabra.Recommender.Kernels;

/// <summary>How the factors of a row lie in memory, and how vectors of single precision are made of them: two at a time, which is what the narrow format is packed for.</summary>
internal interface IRowFormat<TVector, TElement>
    where TVector : struct
    where TElement : unmanaged
{
    /// <summary>The vectors at <paramref name="index"/> and right behind it, which must both lie within the row.</summary>
    static abstract void LoadPair(ref TElement row, nint index, out TVector low, out TVector high);

    /// <summary>The vector at <paramref name="index"/>, where none remains to pair it with.</summary>
    static abstract TVector LoadLast(ref TElement row, nint index);

    /// <summary>Elements of a row: the rank rounded up with zeros, to a multiple of <see cref="BlockKernel.Alignment"/>.</summary>
    static abstract int Stride(int rank);

    /// <summary>Writes a row of <paramref name="stride"/> factors.</summary>
    static abstract void Pack(ref float factors, nint stride, ref TElement row);
}
