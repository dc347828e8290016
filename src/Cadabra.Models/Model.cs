using Cadabra.Models.Manifests;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Models;

/// <summary>What a model directory holds, in memory. Immutable; safe to read from many threads.</summary>
public sealed class Model
{
    /// <summary>Joins the parts of a model.</summary>
    /// <exception cref="ArgumentException">The parts differ in rank or in their number of customers or products, or a customer's id is empty.</exception>
    public Model(Manifest manifest, IdIndex customers, Catalog catalog, AlsModel factors, Purchases purchases)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(purchases);
        RequireSame("customers", nameof(customers), customers.Count, factors.Customers.RowCount, purchases.Weights.RowCount, manifest.Counts.Customers);
        RequireSame("products", nameof(catalog), catalog.Count, factors.Products.RowCount, purchases.Weights.ColumnCount, manifest.Counts.Products);
        if (factors.Rank != manifest.Parameters.Rank)
        {
            throw new ArgumentException($"The factors have rank {factors.Rank}; the manifest's parameters say {manifest.Parameters.Rank}.", nameof(factors));
        }

        // An id in a table cannot be told from a missing one if it is empty.
        if (customers.TryGet("", out int nameless))
        {
            throw new ArgumentException($"Customer {nameless} has an empty id; every customer of a model has one.", nameof(customers));
        }

        Manifest = manifest;
        Customers = customers;
        Catalog = catalog;
        Factors = factors;
        Purchases = purchases;
    }

    /// <summary>Where the model comes from.</summary>
    public Manifest Manifest { get; }

    /// <summary>Customer ids by dense id.</summary>
    public IdIndex Customers { get; }

    /// <summary>Products by dense id.</summary>
    public Catalog Catalog { get; }

    /// <summary>Factors of both sides.</summary>
    public AlsModel Factors { get; }

    /// <summary>The interactions that the model was trained on.</summary>
    public Purchases Purchases { get; }

    private static void RequireSame(string what, string parameter, int named, int factors, int purchases, int counted)
    {
        if (named != factors || named != purchases || named != counted)
        {
            throw new ArgumentException($"A model has one number of {what}; found {named} by id, {factors} in the factors, {purchases} in the purchases, {counted} in the manifest's counts.", parameter);
        }
    }
}
