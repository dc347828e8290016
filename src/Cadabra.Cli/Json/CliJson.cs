using System.Text.Json.Serialization;

namespace Cadabra.Cli.Json;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoJson))]
[JsonSerializable(typeof(GenerateJson))]
[JsonSerializable(typeof(InspectJson))]
[JsonSerializable(typeof(TrainJson))]
[JsonSerializable(typeof(EvaluateJson))]
[JsonSerializable(typeof(RecommendJson))]
[JsonSerializable(typeof(RecommendSomeJson))]
[JsonSerializable(typeof(RecommendAllJson))]
[JsonSerializable(typeof(ShipJson))]
[JsonSerializable(typeof(ShipCheckJson))]
[JsonSerializable(typeof(SimilarJson))]
[JsonSerializable(typeof(ModelsJson))]
internal sealed partial class CliJson : JsonSerializerContext;
