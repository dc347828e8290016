namespace Cadabra.Shipping.Configuration;

/// <summary>Where a platform keeps state that outlives a reboot.</summary>
public static class DefaultStateFolder
{
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
