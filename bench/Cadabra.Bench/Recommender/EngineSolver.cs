namespace Cadabra.Bench.Recommender;

/// <summary>What a measurement iterates with.</summary>
internal enum EngineSolver
{
    /// <summary>Three plain conjugate gradient steps without rotation: what others do, and what the loss is held against.</summary>
    Plain,

    /// <summary>Two preconditioned steps in the eigenbasis.</summary>
    Cg,

    /// <summary>The same from copies of the fixed side in bfloat16.</summary>
    CgBFloat16,

    /// <summary>Exact solves in the eigenbasis.</summary>
    Exact,
}
