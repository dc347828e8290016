using System.Runtime.InteropServices;
using System.Runtime.Versioning;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Files;

/// <summary>fstat(2) with 64-bit inodes, whose symbol differs between the two architectures of macOS.</summary>
[SupportedOSPlatform("macos")]
internal static partial class DarwinStat
{
    public static FileFacts? Of(SafeFileHandle handle)
    {
        int failed = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Fstat(handle, out Answer answer) : FstatInode64(handle, out answer);
        if (failed != 0)
        {
            return null;
        }

        long modified = DateTime.UnixEpoch.Ticks + (answer.ModifiedSeconds * TimeSpan.TicksPerSecond) + (answer.ModifiedNanoseconds / 100);
        long born = (answer.BirthSeconds * 1_000_000_000) + answer.BirthNanoseconds;
        return new FileFacts(new FileIdentity(answer.Device, answer.Inode, born), answer.Size, modified, answer.Links);
    }

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int Fstat(SafeFileHandle file, out Answer answer);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int FstatInode64(SafeFileHandle file, out Answer answer);

    /// <summary><c>struct stat</c> of sys/stat.h with <c>_DARWIN_FEATURE_64_BIT_INODE</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Answer
    {
        [FieldOffset(0)]
        public uint Device;
        [FieldOffset(6)]
        public ushort Links;
        [FieldOffset(8)]
        public ulong Inode;
        [FieldOffset(48)]
        public long ModifiedSeconds;
        [FieldOffset(56)]
        public long ModifiedNanoseconds;
        [FieldOffset(80)]
        public long BirthSeconds;
        [FieldOffset(88)]
        public long BirthNanoseconds;
        [FieldOffset(96)]
        public long Size;
    }
}
