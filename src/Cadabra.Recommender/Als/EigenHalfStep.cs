using System.Runtime.CompilerServices;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;
using Cadabra.Recommender.Threading;

namespace Cadabra.Recommender.Als;

/// <summary>Solves every row of one side of the implicit objective in the eigenbasis of the other, which is fixed.</summary>
internal sealed class EigenHalfStep
{
    private readonly SparseRows _rows;
    private readonly AlsObjective _objective;
    private readonly BlockKernel _kernel;
    private readonly FactorRotation _rotation;
    private readonly IEigenRowSolver[] _solvers;
    private readonly RowChunks _chunks;
    private readonly float[] _regularizations;
    private readonly double[] _squares;

    public EigenHalfStep(SparseRows rows, AlsObjective objective, BlockKernel kernel, FactorRotation rotation, IEigenRowSolver[] solvers)
    {
        _rows = rows;
        _objective = objective;
        _kernel = kernel;
        _rotation = rotation;
        _solvers = solvers;
        _chunks = new RowChunks(rows);
        _regularizations = objective.Regularizations(rows);
        _squares = new double[_chunks.Count];
    }

    /// <summary>Rotates and then overwrites <paramref name="solved"/>, one row for each row of the interactions.</summary>
    /// <param name="side">The fixed side, already rotated.</param>
    /// <param name="diagonal">w·Λ of the fixed side, length stride.</param>
    /// <param name="rotation">What takes the last factors into the basis of the fixed side, k × stride.</param>
    /// <param name="solved">The side to solve for, still in the basis of the last half-step.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <returns>Σ λ·nᵉ·‖x‖² over the solved rows.</returns>
    public double Run(FactorMatrix side, float[] diagonal, float[] rotation, FactorMatrix solved, CancellationToken cancellationToken)
    {
        ChunkLoop.Run(
            _solvers.Length,
            _chunks.Count,
            (worker, chunk) =>
            {
                (int start, int end) = _chunks[chunk];
                _rotation.Apply(solved, rotation, start, end, worker);
                _squares[chunk] = Solve(start, end, _solvers[worker], side, diagonal, solved);
            },
            cancellationToken);

        // In the order of the chunks, so that the threads don't show in the last bits.
        return _squares.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Solve(int start, int end, IEigenRowSolver solver, FactorMatrix side, float[] diagonal, FactorMatrix solved)
    {
        double squares = 0;
        for (int row = start; row < end; row++)
        {
            ReadOnlySpan<float> weights = _rows.Values(row);
            Span<float> solution = solved[row];
            if (_objective.HasTarget(weights))
            {
                solver.Solve(_rows.ColumnsFrom(row), weights, side, diagonal, _regularizations[row], solution);
                squares += _regularizations[row] * VectorKernel.DotWide(solution, solution);
            }
            else
            {
                // b is 0, so zero factors are the exact solution, and A may be singular.
                solution.Clear();
            }
        }

        return squares;
    }
}
