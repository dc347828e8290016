using System.Globalization;
using System.Text;
using Cadabra.Shipping.Agent;

namespace Cadabra.Shipping.Monitoring;

/// <summary>A status in Prometheus' text format 0.0.4.</summary>
public static class PrometheusText
{
    /// <summary>What a server must say of it.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly (string Name, string Type, string Help, Func<FlowStatus, double> Value)[] OfFlow =
    [
        ("cadabra_ship_lines_total", "counter", "Lines that the sink has acknowledged.", flow => flow.Lines),
        ("cadabra_ship_bytes_total", "counter", "Bytes of logs that the sink has acknowledged.", flow => flow.Bytes),
        ("cadabra_ship_parcels_total", "counter", "Lake objects or delivery stream calls that the sink has acknowledged.", flow => flow.Parcels),
        ("cadabra_ship_records_total", "counter", "Records that a delivery stream has taken.", flow => flow.Records),
        ("cadabra_ship_resent_total", "counter", "Parcels of an earlier run sent again because it had no acknowledgement.", flow => flow.Resent),
        ("cadabra_ship_retries_total", "counter", "Attempts that failed and were repeated.", flow => flow.Retries),
        ("cadabra_ship_error_lines_total", "counter", "Lines that went to the errors of the flow.", flow => flow.ErrorLines),
        ("cadabra_ship_files", "gauge", "Files that are followed.", flow => flow.Files),
        ("cadabra_ship_lag_bytes", "gauge", "Bytes in the files that no sink has acknowledged.", flow => flow.LagBytes),
        ("cadabra_ship_lag_seconds", "gauge", "Age of the oldest line that no sink has acknowledged.", flow => flow.LagTime.TotalSeconds),
        ("cadabra_ship_flow_healthy", "gauge", "1 if the flow delivers, 0 if something keeps it from it.", flow => flow.Trouble is null ? 1 : 0),
    ];

    /// <summary>Every metric of every flow, then those of the agent.</summary>
    public static string Write(AgentStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var text = new StringBuilder();
        foreach ((string name, string type, string help, Func<FlowStatus, double> value) in OfFlow)
        {
            Head(text, name, type, help);
            foreach (FlowStatus flow in status.Flows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{{flow=\"{Escape(flow.FilePattern)}\",sink=\"{Escape(flow.Sink)}\"}} {value(flow)}\n");
            }
        }

        Head(text, "cadabra_ship_buffered_bytes", "gauge", "Memory that buffers hold.");
        text.Append(CultureInfo.InvariantCulture, $"cadabra_ship_buffered_bytes {status.BufferedBytes}\n");
        Head(text, "cadabra_ship_healthy", "gauge", "1 if every flow delivers.");
        text.Append(CultureInfo.InvariantCulture, $"cadabra_ship_healthy {(status.IsHealthy ? 1 : 0)}\n");
        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static string Escape(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
