using System.IO.Compression;

using CsCheck;

namespace Cadabra.Lake.Tests.Gzip;

public sealed class StrictGzipStreamTests
{
    private static readonly Gen<CompressionLevel> Level = Gen.OneOf(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal);

    // Few letters, so that there is something to compress; up to some pieces of the window.
    private static readonly Gen<byte[]> Content =
        Gen.Select(Gen.Int[0, 40_000], Gen.Int, Gen.Int[1, 256]).Select((length, seed, letters) =>
        {
            Random random = new(seed);
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++)
            {
                bytes[i] = (byte)random.Next(letters);
            }

            return bytes;
        });

    [Fact]
    public async Task Whole_members_read_as_they_were_written_however_they_arrive() =>
        await Gen.Select(Content.Array[1, 4], Level, Gen.Bool, Gen.Int[1, 9000]).SampleAsync(
            async (contents, level, fullHeader, mostAtOnce) =>
            {
                byte[] bytes = [.. contents.SelectMany(content => fullHeader ? GzipBytes.WithFullHeader(GzipBytes.Of(content, level)) : GzipBytes.Of(content, level))];
                Assert.Equal(contents.SelectMany(content => content), await GzipBytes.ReadAsync(bytes, mostAtOnce));
            },
            iter: 200,
            threads: 1);

    [Fact]
    public async Task A_flipped_byte_is_found_or_harmless() =>
        await Gen.Select(Content.Array[1, 3], Level, Gen.Double.Unit, Gen.Int[1, 255]).SampleAsync(
            async (contents, level, where, flip) =>
            {
                byte[] bytes = [.. contents.SelectMany(content => GzipBytes.Of(content, level))];
                bytes[(int)(where * bytes.Length)] ^= (byte)flip;
                byte[]? read = await GzipBytes.ReadAsync(bytes);
                Assert.True(read is null || read.AsSpan().SequenceEqual(contents.SelectMany(content => content).ToArray()));
            },
            iter: 500,
            threads: 1);

    [Fact]
    public async Task Every_byte_of_a_small_object_flipped_in_every_bit_is_found_or_harmless()
    {
        byte[] content = [.. "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom\r\n"u8];
        byte[] whole = [.. GzipBytes.Of(content), .. GzipBytes.WithFullHeader(GzipBytes.Of(content))];
        int harmless = 0;
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] bytes = [.. whole];
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (await GzipBytes.ReadAsync(bytes) is byte[] read)
            {
                Assert.True(read.AsSpan().SequenceEqual([.. content, .. content]), $"bit {bit} of {whole.Length} bytes, {GzipBytes.Of(content).Length} the first");
                harmless++;
            }
        }

        // Of the first header: the text flag, the time (4 bytes), the extra flags and the system; the second has a checksum of its own.
        // Of each member's data: up to seven bits that fill its last byte.
        Assert.InRange(harmless, 49, 49 + 7 + 7);
    }

    [Fact]
    public async Task An_object_cut_anywhere_is_found()
    {
        byte[] content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i % 251))];
        foreach (byte[] whole in new[] { GzipBytes.Of(content), GzipBytes.WithFullHeader(GzipBytes.Of(content, CompressionLevel.NoCompression)), GzipBytes.OfNothing })
        {
            for (int length = 1; length < whole.Length; length++)
            {
                Assert.Null(await GzipBytes.ReadAsync(whole[..length]));

                // Behind a whole member it is just as wrong.
                Assert.Null(await GzipBytes.ReadAsync([.. GzipBytes.Of([1]), .. whole[..length]]));
            }
        }
    }

    [Fact]
    public async Task Bytes_that_follow_and_are_no_member_are_found() =>
        await Gen.Select(Content, Gen.Byte.Array[1, 40]).SampleAsync(
            async (content, garbage) => Assert.Null(await GzipBytes.ReadAsync([.. GzipBytes.Of(content), .. garbage])),
            iter: 200,
            threads: 1);

    [Fact]
    public async Task Padding_with_zeros_is_no_gzip()
    {
        Assert.Null(await GzipBytes.ReadAsync([.. GzipBytes.Of([1, 2, 3]), 0]));
        Assert.Null(await GzipBytes.ReadAsync([.. GzipBytes.OfNothing, .. new byte[512]]));
    }

    [Fact]
    public async Task Gzip_that_is_stored_in_gzip_is_content()
    {
        byte[] inner = [.. GzipBytes.Of(new byte[100]), .. GzipBytes.OfNothing, .. GzipBytes.Of([1])];
        byte[] outer = GzipBytes.Of(inner, CompressionLevel.NoCompression);

        byte[]? read = await GzipBytes.ReadAsync(outer);
        Assert.Equal(inner, read);
    }

    [Fact]
    public async Task Nothing_compressed_is_nothing()
    {
        byte[]? read = await GzipBytes.ReadAsync(GzipBytes.OfNothing);
        Assert.NotNull(read);
        Assert.Empty(read);
    }
}
