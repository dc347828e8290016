using Cadabra.Storage;

namespace Cadabra.Models.Tests.Storage;

/// <summary>Lists a blob that is gone by the time it is opened, as when another program removes it in between.</summary>
internal sealed class VanishingContainer(IBlobContainer inner, string vanishing) : PassingContainer(inner)
{
    public override Task<Stream> OpenReadAsync(string name, CancellationToken cancellationToken = default) =>
        name == vanishing ? throw new FileNotFoundException("It is gone.", name) : base.OpenReadAsync(name, cancellationToken);
}
