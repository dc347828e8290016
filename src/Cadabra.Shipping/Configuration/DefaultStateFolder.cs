namespace Cadabra.Shipping.Configuration;

/// <summary>Where a platform keeps state that outlives a reboot.</summary>
public static class DefaultStateFolder
{
    // /var/run is where the Java agent keeps its checkpoints unless told otherwise.
    private static readonly string[] EmptiedAtBoot = ["/run", "/var/run", "/tmp", "/dev/shm"];

    /// <summary>Whether a reboot empties the folder, on the platforms where that is known by its name.</summary>
    public static bool IsVolatile(string folder) =>
        !OperatingSystem.IsWindows() && EmptiedAtBoot.Any(root => folder == root || folder.StartsWith(root + "/", StringComparison.Ordinal));

    /// <summary>What the service manager gives (systemd's <c>StateDirectory</c>), else <c>/var/lib/cadabra</c> for root on Unix, else a folder of the user's own.</summary>
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } given)
            {
                // systemd lists several with colons between.
                return given.Split(':')[0];
            }

            if (OperatingSystem.IsWindows())
            {
                return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Cadabra");
            }

            string? xdg = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return Environment.IsPrivilegedProcess ? "/var/lib/cadabra"
                : OperatingSystem.IsMacOS() ? System.IO.Path.Combine(home, "Library", "Application Support", "Cadabra")
                : System.IO.Path.Combine(string.IsNullOrEmpty(xdg) ? System.IO.Path.Combine(home, ".local", "state") : xdg, "cadabra");
        }
    }
}
