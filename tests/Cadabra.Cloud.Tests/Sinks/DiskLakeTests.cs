using Cadabra.Shipping.Configuration;
using Cadabra.Shipping.Sinks;
using Cadabra.Storage;

namespace Cadabra.Cloud.Tests.Sinks;

public sealed class DiskLakeTests : SinkContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IShippingSink> OpenAsync() => Task.FromResult<IShippingSink>(new LakeSink(new DiskBlobContainer(_folder["lake"]), FlowCompression.Gzip));

    protected override Task<IShippingSink> OpenUnreachableAsync()
    {
        // A file stands where the folder of the lake should be.
        File.WriteAllText(_folder["lake"], "");
        return OpenAsync();
    }

    protected override Task<byte[]> ReadAsync(CancellationToken cancellationToken) => LakeContents.ReadAsync(new DiskBlobContainer(_folder["lake"]), cancellationToken);
}
