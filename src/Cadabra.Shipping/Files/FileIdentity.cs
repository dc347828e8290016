namespace Cadabra.Shipping.Files;

/// <summary>Which file it is, whatever it is called. An inode is used again once its file is deleted, which the time of birth tells where the file system keeps one.</summary>
/// <param name="Device">Number of the device or volume. It may change over a reboot.</param>
/// <param name="Inode">Number of the file on it.</param>
/// <param name="Born">When the file was made, in the platform's own ticks; 0 if nobody knows.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, long Born)
{
    /// <summary>Whether the two may be one file; equal content has to prove it where no time of birth does.</summary>
    public bool MayBe(FileIdentity other) =>
        Inode == other.Inode
        && (Born == other.Born || Born == 0 || other.Born == 0)
        && (Device == other.Device || (Born != 0 && Born == other.Born));
}
