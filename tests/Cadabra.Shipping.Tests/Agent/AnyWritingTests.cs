using Cadabra.Shipping.Sinks;
using Cadabra.Shipping.Tests.Rig;

using CsCheck;

namespace Cadabra.Shipping.Tests.Agent;

public sealed class AnyWritingTests
{
    private static readonly Gen<byte[]> Writes = Gen.OneOf(Gen.Const((byte)'\n'), Gen.Const((byte)'x'), Gen.Byte).Array[0, 300];

    [Fact]
    public async Task Parcels_and_errors_together_are_the_file_whatever_is_written_in_whatever_pieces_through_whatever_buffers()
    {
        await Gen.Select(Writes.Array[1, 6], Gen.Int[1, 400], Gen.Int[1, 400], Gen.Bool).SampleAsync(
            async (writes, bufferBytes, maxLine, restarts) =>
            {
                await using ShippingRig rig = new() { MemoryBytes = 64 << 10 };
                rig.Flow = rig.Flow with { BufferBytes = bufferBytes };
                rig.Sink.Limits = new SinkLimits(bufferBytes, maxLine);
                await rig.StartAsync();
                foreach (byte[] write in writes)
                {
                    rig.Append("shop.log", write);
                    await rig.LookAsync();
                    if (restarts)
                    {
                        await rig.RestartAsync();
                    }
                }

                while (rig.Status.LagBytes > 0 || rig.Status.Files == 0)
                {
                    await rig.ShipAllAsync();
                }

                Assert.Equal(writes.SelectMany(write => write), await rig.ReadAllAsync());
                Assert.Equal(0, rig.Memory.Used);
                Assert.All(rig.Sink.Begun, parcel =>
                {
                    ReadOnlySpan<byte> bytes = parcel.Bytes.Span;
                    Assert.True(bytes.Length <= bufferBytes || bytes[..^1].IndexOf((byte)'\n') < 0, "A parcel is past the buffer and holds several lines.");
                });
            },
            iter: 150,
            threads: 1);
    }
}
