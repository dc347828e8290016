using Cadabra.Storage;

namespace Cadabra.Models.Store;

/// <summary>
/// A new model's name, held against other writers of the same second, of this process or another, for as long as the claim lives.
/// A blob contract has no create-if-absent, so a writer puts a claim of its own and then looks: of two writers the later to look sees both
/// claims and goes on to another number. (If both look after both have put, both go on.) No name is ever given twice.
/// </summary>
internal sealed class NameClaim : IAsyncDisposable
{
    private readonly IBlobContainer _container;
    private readonly string _blob;

    private NameClaim(IBlobContainer container, string name)
    {
        _container = container;
        Name = name;

        // Hidden from readers by the underscore, as the leftovers of Hadoop's own writers are.
        _blob = $"{name}/_claim-{Guid.NewGuid():N}";
    }

    /// <summary>The claimed name.</summary>
    public string Name { get; }

    public static async Task<NameClaim> TakeAsync(IBlobContainer container, DateTime created, CancellationToken cancellationToken)
    {
        int number = 1;
        for (int reach = 2; ; reach = Math.Min(2 * reach, 1024))
        {
            while (await AnyAsync(container, ModelName.For(created, number), except: null, cancellationToken).ConfigureAwait(false))
            {
                number++;
            }

            var claim = new NameClaim(container, ModelName.For(created, number));
            await container.PutAsync(claim._blob, static (_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
            if (!await AnyAsync(container, claim.Name, except: claim._blob, cancellationToken).ConfigureAwait(false))
            {
                return claim;
            }

            // Writers that collided and went on to the same next number would go on colliding in step; ever wider strides part them.
            await claim.DisposeAsync().ConfigureAwait(false);
            number += Random.Shared.Next(1, reach + 1);
        }
    }

    public async ValueTask DisposeAsync() => await _container.DeleteAsync(_blob, CancellationToken.None).ConfigureAwait(false);

    private static async Task<bool> AnyAsync(IBlobContainer container, string name, string? except, CancellationToken cancellationToken)
    {
        await foreach (BlobEntry blob in container.ListAsync(name + "/", cancellationToken).ConfigureAwait(false))
        {
            if (blob.Name != except)
            {
                return true;
            }
        }

        return false;
    }
}
