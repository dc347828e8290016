using System.Text;
using Cadabra.Lake.Layout;
using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;

namespace Cadabra.Cloud.Tests.Firehose;

/// <summary>Parcels and flows to try a sink with.</summary>
internal static class Parcels
{
    public static FlowConfig Flow(int records = 500, int bytes = 4 << 20) =>
        new() { FilePattern = "/var/log/orders/*.log", DeliveryStream = "orders", BufferBytes = bytes, BufferRecords = records };

    public static Parcel Of(byte[] lines) => new(new LogRange("till-1:/var/log/orders/a.log", 0, lines.Length), DateTimeOffset.UnixEpoch, lines);

    public static Parcel Of(string lines) => Of(Encoding.Latin1.GetBytes(lines));

    /// <summary>A parcel whose lines are told from one another, each with its line end of the given length.</summary>
    public static Parcel OfLines(params int[] lengths)
    {
        List<byte> lines = [];
        foreach ((int i, int length) in lengths.Index())
        {
            lines.AddRange(Enumerable.Repeat((byte)('a' + (i % 26)), length - 2));
            lines.AddRange("\r\n"u8);
        }

        return Of([.. lines]);
    }
}
