using System.Runtime.InteropServices;
using System.Runtime.Versioning;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Files;

/// <summary>GetFileInformationByHandle: the volume's serial number stands for the device, the file index for the inode.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsStat
{
    public static FileFacts? Of(SafeFileHandle handle)
    {
        if (!GetFileInformationByHandle(handle, out Answer answer))
        {
            return null;
        }

        ulong index = Wide(answer.IndexHigh, answer.IndexLow);
        long modified = DateTime.FromFileTimeUtc((long)Wide(answer.ModifiedHigh, answer.ModifiedLow)).Ticks;
        long born = (long)Wide(answer.CreatedHigh, answer.CreatedLow);
        return new FileFacts(new FileIdentity(answer.Volume, index, born), (long)Wide(answer.SizeHigh, answer.SizeLow), modified, answer.Links);
    }

    private static ulong Wide(uint high, uint low) => ((ulong)high << 32) | low;

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle file, out Answer answer);

    /// <summary><c>BY_HANDLE_FILE_INFORMATION</c> of fileapi.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Answer
    {
        public uint Attributes;
        public uint CreatedLow;
        public uint CreatedHigh;
        public uint ReadLow;
        public uint ReadHigh;
        public uint ModifiedLow;
        public uint ModifiedHigh;
        public uint Volume;
        public uint SizeHigh;
        public uint SizeLow;
        public uint Links;
        public uint IndexHigh;
        public uint IndexLow;
    }
}
