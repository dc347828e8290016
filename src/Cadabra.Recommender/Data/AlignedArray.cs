using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Arrays in which a cache line begins at a known element: a row of 64 factors then fills four lines rather than five, and no vector straddles two.
/// They are pinned, since a moved array would lose its alignment.
/// </summary>
internal static class AlignedArray
{
    private const int LineBytes = 64;

    /// <summary>An array of zeros, longer than asked for, and where its aligned part begins.</summary>
    public static unsafe (float[] Array, int Start) Create(int length)
    {
        // Cleared by hand, since the pages must be asked for before anything touches them.
        float[] array = GC.AllocateUninitializedArray<float>(checked(length + (LineBytes / sizeof(float))), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        HugePages.Request((void*)address, (nuint)array.Length * sizeof(float));
        Array.Clear(array);
        return (array, (int)((LineBytes - (address % LineBytes)) % LineBytes) / sizeof(float));
    }
}
