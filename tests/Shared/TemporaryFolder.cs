namespace Cadabra.Tests;

/// <summary>An empty folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        FullPath = Directory.CreateTempSubdirectory("cadabra-test-").FullName;
    }

    public string FullPath { get; }

    /// <summary>Full path of a file or folder inside; nothing is created.</summary>
    public string this[string name] => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
