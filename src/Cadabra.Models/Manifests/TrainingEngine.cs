using System.Text.Json.Serialization;

namespace Cadabra.Models.Manifests;

/// <summary>What fits the factors of a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingEngine>))]
public enum TrainingEngine
{
    /// <summary>Cadabra's own recommender, on one machine.</summary>
    [JsonStringEnumMemberName("embedded")]
    Embedded,

    /// <summary>Spark ML's ALS, on a cluster.</summary>
    [JsonStringEnumMemberName("spark")]
    Spark,
}
