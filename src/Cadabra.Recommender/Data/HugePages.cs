using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Data;

/// <summary>
/// Asks Linux to back a table with pages of 2 MiB. Rows gathered from random places of a table of 100 MB miss the translation buffer of 4 KiB pages
/// nearly every time, and in a virtual machine such a miss walks two page tables: with huge pages a gather takes about two thirds of the time. It is a hint,
/// which other systems and a kernel set to <c>never</c> go without.
/// </summary>
internal static unsafe class HugePages
{
    private const nuint PageBytes = 2 << 20;

    // MADV_HUGEPAGE of madvise(2).
    private const int Advice = 14;

    private static readonly delegate* unmanaged<void*, nuint, int, int> Advise = FindAdvise();

    /// <summary>Asks for the whole pages that lie within a range; best before it is first touched.</summary>
    public static void Request(void* start, nuint bytes)
    {
        nuint first = ((nuint)start + PageBytes - 1) / PageBytes * PageBytes;
        nuint end = ((nuint)start + bytes) / PageBytes * PageBytes;
        if (Advise != null && end > first)
        {
            _ = Advise((void*)first, end - first, Advice);
        }
    }

    private static delegate* unmanaged<void*, nuint, int, int> FindAdvise() =>
        OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad("libc", typeof(HugePages).Assembly, searchPath: null, out nint library)
        && NativeLibrary.TryGetExport(library, "madvise", out nint function)
            ? (delegate* unmanaged<void*, nuint, int, int>)function
            : null;
}
