namespace Cadabra.Recommender.Als;

/// <summary>What each side is gathered from while it is the fixed one.</summary>
internal sealed record EigenTables<TElement>(FactorTable<TElement> Customers, FactorTable<TElement> Products)
    where TElement : unmanaged;
