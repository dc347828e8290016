using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cadabra.Models.Manifests;

/// <summary>A manifest as bytes, sealed by its own checksum.</summary>
internal static class ManifestFormat
{
    private static readonly byte[] ZeroDigest = [.. Enumerable.Repeat((byte)'0', 2 * SHA256.HashSizeInBytes)];

    /// <summary>Turns a manifest into bytes, and sets its <see cref="Manifest.Sha256"/> in both.</summary>
    public static (Manifest Manifest, byte[] Json) Seal(Manifest manifest)
    {
        manifest = manifest with { Sha256 = Encoding.ASCII.GetString(ZeroDigest) };
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJsonContext.Default.Manifest), (byte)'\n'];

        // The digest is the second property, before anything that could hold 64 zeros of its own.
        int place = json.AsSpan().IndexOf(ZeroDigest);
        string digest = Digest(json);
        Encoding.ASCII.GetBytes(digest, json.AsSpan(place));
        return (manifest with { Sha256 = digest }, json);
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">The bytes of <c>manifest.json</c>; its digest is overwritten by zeros.</param>
    /// <param name="model">Where the model lies, for messages.</param>
    /// <exception cref="ModelVersionException">The manifest is of another format version.</exception>
    /// <exception cref="ModelDamagedException">The bytes are not those that were written.</exception>
    public static Manifest Read(Span<byte> json, string model)
    {
        Manifest manifest = Parse(json, model);
        int place = json.IndexOf(Encoding.UTF8.GetBytes(manifest.Sha256));
        if (manifest.Sha256.Length == ZeroDigest.Length && place >= 0)
        {
            ZeroDigest.CopyTo(json[place..]);
            if (Digest(json) == manifest.Sha256)
            {
                return manifest;
            }
        }

        throw new ModelDamagedException(model, ModelLayout.Manifest, "its checksum differs from the one it carries, so it was changed after it was written");
    }

    private static Manifest Parse(ReadOnlySpan<byte> json, string model)
    {
        try
        {
            // The version comes first: a newer manifest may well lack what this version requires.
            int version = ReadVersion(json) ?? throw new JsonException("there is no formatVersion");
            if (version != Manifest.CurrentFormatVersion)
            {
                throw new ModelVersionException(model, version);
            }

            Manifest manifest = JsonSerializer.Deserialize(json, ManifestJsonContext.Default.Manifest) ?? throw new JsonException("it is null");
            return manifest.Counts is { Customers: >= 0, Products: >= 0 } && manifest.Parameters.Rank > 0
                ? manifest
                : throw new JsonException("a count is below 0, or the rank below 1");
        }
        catch (JsonException exception)
        {
            throw new ModelDamagedException(model, ModelLayout.Manifest, $"it is no manifest ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    private static int? ReadVersion(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("formatVersion"u8))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int version) ? version : null;
            }
        }

        return null;
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
