using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Cadabra.Recommender.Data;

namespace Cadabra.Models;

/// <summary>The products of a model by dense id and by code. Immutable; safe to read from many threads.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A catalog is what the field calls a list of products.")]
public sealed class Catalog : IReadOnlyList<Product>
{
    private readonly Product[] _products;

    /// <summary>Makes a catalog of products whose dense ids are their positions 0, 1, 2, ….</summary>
    /// <exception cref="ArgumentException">An id is not the product's position, a code is empty, or two products share one.</exception>
    public Catalog(IEnumerable<Product> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        _products = [.. products];
        Codes = new IdIndex();
        for (int id = 0; id < _products.Length; id++)
        {
            Product product = _products[id];
            if (product.Id != id)
            {
                throw new ArgumentException($"Product '{product.Code}' has id {product.Id} at position {id}; a catalog lists its products in order of their ids, without gaps.", nameof(products));
            }

            if (product.Code.Length == 0)
            {
                throw new ArgumentException($"Product {id} has an empty code; every product of a catalog has one.", nameof(products));
            }

            int first = Codes.GetOrAdd(product.Code);
            if (first != id)
            {
                throw new ArgumentException($"Products {first} and {id} share the code '{product.Code}'; a code names one product.", nameof(products));
            }
        }
    }

    /// <summary>Takes products whose order and codes a reader has checked.</summary>
    internal Catalog(Product[] products, IdIndex codes)
    {
        _products = products;
        Codes = codes;
    }

    /// <summary>Number of products.</summary>
    public int Count => _products.Length;

    /// <summary>Product codes by dense id.</summary>
    public IdIndex Codes { get; }

    /// <summary>The product of a dense id.</summary>
    public Product this[int id] => _products[id];

    /// <summary>Looks a product up by its code.</summary>
    public bool TryGet(string code, [NotNullWhen(true)] out Product? product)
    {
        product = Codes.TryGet(code, out int id) ? _products[id] : null;
        return product is not null;
    }

    public IEnumerator<Product> GetEnumerator() => ((IEnumerable<Product>)_products).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
