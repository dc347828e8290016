using Cadabra.Models.Manifests;

namespace Cadabra.Models;

/// <summary>A model is written in a format that this program does not read.</summary>
public sealed class ModelVersionException : ModelException
{
    /// <param name="model">Where the model lies.</param>
    /// <param name="formatVersion">The version found in its manifest.</param>
    public ModelVersionException(string model, int formatVersion)
        : base($"Model {model} has format version {formatVersion}; this program reads version {Manifest.CurrentFormatVersion}. "
            + (formatVersion > Manifest.CurrentFormatVersion ? "Update cadabra, or train the model again with this version." : "Train the model again."))
    {
        FormatVersion = formatVersion;
    }

    /// <summary>The version found.</summary>
    public int FormatVersion { get; }
}
