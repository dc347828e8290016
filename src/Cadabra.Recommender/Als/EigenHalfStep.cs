using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>Solves every row of one side of the implicit objective in the eigenbasis of the other, which is fixed.</summary>
internal sealed class EigenHalfStep<TElement>
    where TElement : unmanaged
{
    private readonly SparseRows _rows;
    private readonly AlsObjective _objective;
    private readonly FactorRotation _rotation;
    private readonly FactorTable<TElement> _table;
    private readonly IEigenRowSolver<TElement>[] _solvers;
    private readonly RowChunks _chunks;
    private readonly float[] _regularizations;
    private readonly double[] _squares;
    private readonly double[] _losses;

    public EigenHalfStep(
        SparseRows rows, AlsObjective objective, FactorRotation rotation, FactorTable<TElement> table, IEigenRowSolver<TElement>[] solvers)
    {
        _rows = rows;
        _objective = objective;
        _rotation = rotation;
        _table = table;
        _solvers = solvers;
        _chunks = new RowChunks(rows);
        _regularizations = objective.Regularizations(rows);
        _squares = new double[_chunks.Count];
        _losses = new double[_chunks.Count];
    }

    /// <summary>Σ λ·nᵉ·‖x‖² over the rows solved last.</summary>
    public double Regularization { get; private set; }

    /// <summary>
    /// What the observed pairs add to the loss beyond the w·s² that every pair adds; NaN unless <see cref="Run"/> was asked for it. A row's scores cost little
    /// while its factors still lie in the cache, and as much as a third of an iteration later.
    /// </summary>
    public double ObservedLoss { get; private set; }

    /// <summary>Rotates and then overwrites <paramref name="solved"/>, one row for each row of the interactions.</summary>
    /// <param name="side">The fixed side, already rotated.</param>
    /// <param name="diagonal">w·Λ of the fixed side, length stride.</param>
    /// <param name="rotation">What takes the last factors into the basis of the fixed side, k × stride.</param>
    /// <param name="solved">The side to solve for, still in the basis of the last half-step.</param>
    /// <param name="withLoss">Whether to find <see cref="ObservedLoss"/>.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    public void Run(
        FactorMatrix side, float[] diagonal, float[] rotation, FactorMatrix solved, bool withLoss, CancellationToken cancellationToken)
    {
        _table.Take(side, cancellationToken);
        ChunkLoop.Run(
            _solvers.Length,
            _chunks.Count,
            (worker, chunk) =>
            {
                (int start, int end) = _chunks[chunk];
                _rotation.Apply(solved, rotation, start, end, worker);
                (_squares[chunk], _losses[chunk]) = Solve(start, end, _solvers[worker], diagonal, solved, withLoss);
            },
            cancellationToken);

        // In the order of the chunks, so that the threads don't show in the last bits.
        Regularization = _squares.Sum();
        ObservedLoss = withLoss ? _losses.Sum() : double.NaN;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Squares, double Loss) Solve(
        int start, int end, IEigenRowSolver<TElement> solver, float[] diagonal, FactorMatrix solved, bool withLoss)
    {
        double squares = 0;
        double loss = 0;
        solver.Begin(_rows, _table);
        for (int row = start; row < end; row++)
        {
            Span<float> solution = solved[row];
            if (_objective.HasTarget(_rows.Values(row)))
            {
                solver.Solve(row, diagonal, _regularizations[row], solution);
                squares += _regularizations[row] * VectorKernel.DotWide(solution, solution);
                loss += withLoss ? solver.ObservedLoss() : 0;
            }
            else
            {
                // b is 0, so zero factors are the exact solution, and A may be singular. Their pairs' preferences are 0 too: no loss.
                solution.Clear();
            }
        }

        return (squares, loss);
    }
}
