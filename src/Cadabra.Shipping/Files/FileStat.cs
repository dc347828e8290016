using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Files;

/// <summary>Asks the file system what .NET has no portable call for: which file a name or a handle leads to.</summary>
internal static class FileStat
{
    /// <summary>Of the file at a path, links followed; null if there is none or it is no file.</summary>
    /// <exception cref="UnauthorizedAccessException">It lies where this process may not look.</exception>
    public static FileFacts? Of(string path)
    {
        if (OperatingSystem.IsLinux() && LinuxStat.IsAvailable)
        {
            return LinuxStat.Of(path);
        }

        try
        {
            using SafeFileHandle handle = Open(path);
            return Of(handle, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
        {
            return null;
        }
    }

    /// <param name="handle">An open file.</param>
    /// <param name="path">Its path, which stands in for the identity where the platform has none.</param>
    public static FileFacts Of(SafeFileHandle handle, string path)
    {
        FileFacts? facts = OperatingSystem.IsLinux() ? LinuxStat.Of(handle)
            : OperatingSystem.IsMacOS() ? DarwinStat.Of(handle)
            : OperatingSystem.IsWindows() ? WindowsStat.Of(handle)
            : null;
        return facts ?? PortableStat.Of(handle, path);
    }

    /// <summary>Opens a log for reading in nobody's way: others may write, rename and delete it.</summary>
    public static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
