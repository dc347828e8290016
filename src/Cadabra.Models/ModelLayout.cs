namespace Cadabra.Models;

/// <summary>Names of what a model directory holds; docs/formats/model.md describes each.</summary>
internal static class ModelLayout
{
    public const string Manifest = "manifest.json";
    public const string Metadata = "als/metadata/";
    public const string MetadataPart = "part-00000";
    public const string UserFactors = "als/userFactors/";
    public const string ItemFactors = "als/itemFactors/";
    public const string Customers = "customers/";
    public const string Products = "products/";
    public const string Purchases = "purchases/";

    /// <summary>The empty file by which Hadoop marks a folder whose job came to its end.</summary>
    public const string Success = "_SUCCESS";

    /// <summary>The folders whose every visible file is data. Beside them anything may lie, such as the folder markers of an object store.</summary>
    public static readonly string[] DataFolders = [Metadata, UserFactors, ItemFactors, Customers, Products, Purchases];

    /// <summary>Whether a reader, Spark's or ours, takes a file of a model for data: a file of a data folder that is not hidden.</summary>
    public static bool IsData(string path) =>
        !IsHidden(path) && Array.Exists(DataFolders, folder => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Whether Hadoop's readers pass a file over: it, or a folder that it lies in, has a name that begins with <c>_</c> or <c>.</c>.</summary>
    public static bool IsHidden(string path) =>
        path[0] is '_' or '.'
        || path.Contains("/_", StringComparison.Ordinal)
        || path.Contains("/.", StringComparison.Ordinal);

    /// <summary>A file name such as Spark gives to the only part of a table.</summary>
    public static string NewPartName() => $"part-00000-{Guid.NewGuid()}-c000.snappy.parquet";
}
