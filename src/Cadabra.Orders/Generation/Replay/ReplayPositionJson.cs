using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cadabra.Orders.Generation.Replay;

[JsonSerializable(typeof(ReplayPosition))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true)]
internal sealed partial class ReplayPositionJson : JsonSerializerContext;
