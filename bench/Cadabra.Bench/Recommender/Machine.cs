using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Kernels;

namespace Cadabra.Bench.Recommender;

/// <summary>What this machine can do at most, by all cores at once, in processor time, so that other load on the machine shows less.</summary>
internal static class Machine
{
    private const int Rounds = 5;

    /// <summary>Processor time of the process over the number of cores.</summary>
    public static double CoreSeconds => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds / Environment.ProcessorCount;

    /// <summary>Floating-point operations a second in fused multiply-adds that touch no memory; the best of some rounds.</summary>
    public static double PeakOperations()
    {
        const int Steps = 20_000_000;
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            double before = CoreSeconds;
            long operations = 0;
            Parallel.For(0, Environment.ProcessorCount, _ => Interlocked.Add(ref operations, MultiplyAdd(Steps)));
            best = Math.Max(best, operations / (CoreSeconds - before));
        }

        return best;
    }

    /// <summary>Seconds for one random row of a table; the median of some rounds.</summary>
    public static double GatherSeconds(int rows, int rank)
    {
        int runs = Math.Clamp(200_000_000 / (64 * rank), 1000, 20_000);
        var table = new FactorMatrix(rows, rank);
        table.Values.Fill(1);
        double[] seconds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            double before = CoreSeconds;
            Parallel.For(0, Environment.ProcessorCount, core => Gather(table, runs, seed: (round * 1000) + core));
            seconds[round] = (CoreSeconds - before) / ((double)runs * RunLength * Environment.ProcessorCount);
        }

        Array.Sort(seconds);
        return seconds[Rounds / 2];
    }

    private const int RunLength = 64;

    private static void Gather(FactorMatrix table, int runs, int seed)
    {
        RowKernel<float> kernel = RowKernels.Single(InstructionSets.Best);
        var random = new SplitMix((ulong)seed);
        var columns = new int[RunLength * 64];
        var rows = new float[RunLength * BlockKernel.Stride(table.Rank)];
        for (int run = 0; run < runs; run++)
        {
            int place = run % 64 * RunLength;
            if (place == 0)
            {
                foreach (ref int column in columns.AsSpan())
                {
                    column = random.Next(table.RowCount);
                }
            }

            kernel.Gather(table.Values, table.Rank, columns.AsSpan(place), RunLength, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long MultiplyAdd(int steps)
    {
        if (!Avx512F.IsSupported)
        {
            return MultiplyAddPortable(steps);
        }

        var x = Vector512.Create(0.999f);
        Vector512<float> s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x;
        for (int i = 0; i < steps; i++)
        {
            s0 = Avx512F.FusedMultiplyAdd(s0, x, x);
            s1 = Avx512F.FusedMultiplyAdd(s1, x, x);
            s2 = Avx512F.FusedMultiplyAdd(s2, x, x);
            s3 = Avx512F.FusedMultiplyAdd(s3, x, x);
            s4 = Avx512F.FusedMultiplyAdd(s4, x, x);
            s5 = Avx512F.FusedMultiplyAdd(s5, x, x);
            s6 = Avx512F.FusedMultiplyAdd(s6, x, x);
            s7 = Avx512F.FusedMultiplyAdd(s7, x, x);
        }

        return Used(Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7), 2L * 8 * Vector512<float>.Count * steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long MultiplyAddPortable(int steps)
    {
        var x = Vector256.Create(0.999f);
        Vector256<float> s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x;
        for (int i = 0; i < steps; i++)
        {
            s0 = Vector256.MultiplyAddEstimate(s0, x, x);
            s1 = Vector256.MultiplyAddEstimate(s1, x, x);
            s2 = Vector256.MultiplyAddEstimate(s2, x, x);
            s3 = Vector256.MultiplyAddEstimate(s3, x, x);
            s4 = Vector256.MultiplyAddEstimate(s4, x, x);
            s5 = Vector256.MultiplyAddEstimate(s5, x, x);
            s6 = Vector256.MultiplyAddEstimate(s6, x, x);
            s7 = Vector256.MultiplyAddEstimate(s7, x, x);
        }

        return Used(Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7), 2L * 8 * Vector256<float>.Count * steps);
    }

    /// <summary>Keeps the compiler from leaving out sums that nobody reads.</summary>
    private static long Used(float sum, long operations) => float.IsNaN(sum) ? 0 : operations;
}
