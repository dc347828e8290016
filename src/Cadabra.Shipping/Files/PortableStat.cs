using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

using Microsoft.Win32.SafeHandles;

namespace Cadabra.Shipping.Files;

/// <summary>
/// For platforms whose own call is missing: path and time of creation stand for the identity. A log that is renamed under its reader is then
/// still read to its end, but one renamed while no agent runs counts as new.
/// </summary>
internal static class PortableStat
{
    public static FileFacts Of(SafeFileHandle handle, string path)
    {
        FileInfo info = new(path);
        ulong name = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

        // .NET's creation time is the time of birth on Windows only; elsewhere it follows the last change and would tell a log from itself.
        long born = OperatingSystem.IsWindows() && info.Exists ? info.CreationTimeUtc.Ticks : 0;
        long modified = info.Exists ? info.LastWriteTimeUtc.Ticks : 0;
        return new FileFacts(new FileIdentity(0, name, born), RandomAccess.GetLength(handle), modified, Links: info.Exists ? 1u : 0u);
    }
}
