using System.Runtime.InteropServices;
using System.Runtime.Versioning;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Files;

/// <summary>statx(2), which gives the time of birth too. Its structure is the same on every architecture; an old C library lacks the call.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxStat
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const uint BirthTime = 0x800;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int NoSuchFile = 2;
    private const int PermissionDenied = 13;
    private const int NotAFolder = 20;

    public static bool IsAvailable { get; } = Try();

    public static FileFacts? Of(string path)
    {
        if (Statx(CurrentFolder, path, 0, BasicStats | BirthTime, out Answer answer) == 0)
        {
            return (answer.Mode & TypeMask) == RegularFile ? Facts(answer) : null;
        }

        return Marshal.GetLastPInvokeError() switch
        {
            NoSuchFile or NotAFolder => null,
            PermissionDenied => throw new UnauthorizedAccessException($"Access to '{path}' is denied."),
            int error => throw new IOException($"'{path}': {Marshal.GetPInvokeErrorMessage(error)}", error),
        };
    }

    public static FileFacts? Of(SafeFileHandle handle) =>
        IsAvailable && Statx(handle, "", EmptyPath, BasicStats | BirthTime, out Answer answer) == 0 ? Facts(answer) : null;

    private static FileFacts Facts(in Answer answer)
    {
        long born = (answer.Mask & BirthTime) != 0 ? (answer.Birth.Seconds * 1_000_000_000) + answer.Birth.Nanoseconds : 0;
        long modified = DateTime.UnixEpoch.Ticks + (answer.Modified.Seconds * TimeSpan.TicksPerSecond) + (answer.Modified.Nanoseconds / 100);
        ulong device = ((ulong)answer.DeviceMajor << 32) | answer.DeviceMinor;
        return new FileFacts(new FileIdentity(device, answer.Inode, born), (long)answer.Size, modified, answer.Links);
    }

    private static bool Try()
    {
        try
        {
            return Statx(CurrentFolder, "/", 0, BasicStats, out _) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        catch (DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Answer answer);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, out Answer answer);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }

    /// <summary><c>struct statx</c> of linux/stat.h.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(0)]
        public uint Mask;
        [FieldOffset(16)]
        public uint Links;
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(40)]
        public ulong Size;
        [FieldOffset(80)]
        public Time Birth;
        [FieldOffset(112)]
        public Time Modified;
        [FieldOffset(136)]
        public uint DeviceMajor;
        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
