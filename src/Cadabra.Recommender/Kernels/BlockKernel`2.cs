using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cadabra.Recommender.Kernels;

/// <summary>
/// <see cref="BlockKernel"/> in the vectors of one instruction set. Compiled at full optimization at once: a short fit would spend half its time in code
/// that waits to be recompiled.
/// </summary>
internal sealed partial class BlockKernel<TLanes, TVector> : BlockKernel
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        TVector sum = default;
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(ref xs, j), TLanes.Load(ref ys, j), sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        TVector scale = TLanes.Broadcast(a);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(scale, TLanes.Load(ref xs, j), TLanes.Load(ref ys, j)), ref ys, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float a, Span<float> x)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        TVector scale = TLanes.Broadcast(a);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(scale, TLanes.Load(ref xs, j)), ref xs, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyElements(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(ref xs, j), TLanes.Load(ref ys, j)), ref zs, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SubtractProducts(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> difference)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        ref float differences = ref MemoryMarshal.GetReference(difference);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.SubtractProduct(TLanes.Load(ref xs, j), TLanes.Load(ref ys, j), TLanes.Load(ref zs, j)), ref differences, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void BeginSystem(ReadOnlySpan<float> diagonal, float shift, ReadOnlySpan<float> x, Span<float> start, Span<float> residual)
    {
        ref float diagonals = ref MemoryMarshal.GetReference(diagonal);
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float starts = ref MemoryMarshal.GetReference(start);
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        TVector shifts = TLanes.Broadcast(shift);
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TVector sum = TLanes.Add(TLanes.Load(ref diagonals, j), shifts);
            TLanes.Store(sum, ref starts, j);
            TLanes.Store(TLanes.SubtractProduct(sum, TLanes.Load(ref xs, j), default), ref residuals, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float BeginDirection(
        ReadOnlySpan<float> residual, ReadOnlySpan<float> diagonal, float least, Span<float> inverse, Span<float> direction)
    {
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        ref float diagonals = ref MemoryMarshal.GetReference(diagonal);
        ref float inverses = ref MemoryMarshal.GetReference(inverse);
        ref float directions = ref MemoryMarshal.GetReference(direction);
        TVector one = TLanes.Broadcast(1);
        TVector bound = TLanes.Broadcast(least);
        TVector sum = default;
        for (nint j = 0; j < residual.Length; j += TLanes.Count)
        {
            TVector scale = TLanes.Divide(one, TLanes.Max(TLanes.Load(ref diagonals, j), bound));
            TVector left = TLanes.Load(ref residuals, j);
            TVector turned = TLanes.Multiply(left, scale);
            TLanes.Store(scale, ref inverses, j);
            TLanes.Store(turned, ref directions, j);
            sum = TLanes.MultiplyAdd(left, turned, sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float MultiplyAndDot(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ys = ref MemoryMarshal.GetReference(y);
        ref float zs = ref MemoryMarshal.GetReference(z);
        TVector sum = default;
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TVector right = TLanes.Load(ref ys, j);
            TVector product = TLanes.Multiply(TLanes.Load(ref xs, j), right);
            TLanes.Store(product, ref zs, j);
            sum = TLanes.MultiplyAdd(product, right, sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Step(
        float length, ReadOnlySpan<float> direction, ReadOnlySpan<float> image, ReadOnlySpan<float> inverse, Span<float> x, Span<float> residual)
    {
        ref float directions = ref MemoryMarshal.GetReference(direction);
        ref float images = ref MemoryMarshal.GetReference(image);
        ref float inverses = ref MemoryMarshal.GetReference(inverse);
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        TVector lengths = TLanes.Broadcast(length);
        TVector sum = default;
        for (nint j = 0; j < x.Length; j += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(lengths, TLanes.Load(ref directions, j), TLanes.Load(ref xs, j)), ref xs, j);
            TVector left = TLanes.SubtractProduct(lengths, TLanes.Load(ref images, j), TLanes.Load(ref residuals, j));
            TLanes.Store(left, ref residuals, j);
            sum = TLanes.MultiplyAdd(TLanes.Multiply(left, TLanes.Load(ref inverses, j)), left, sum);
        }

        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Turn(ReadOnlySpan<float> residual, ReadOnlySpan<float> inverse, float ratio, Span<float> direction)
    {
        ref float residuals = ref MemoryMarshal.GetReference(residual);
        ref float inverses = ref MemoryMarshal.GetReference(inverse);
        ref float directions = ref MemoryMarshal.GetReference(direction);
        TVector ratios = TLanes.Broadcast(ratio);
        for (nint j = 0; j < residual.Length; j += TLanes.Count)
        {
            TVector turned = TLanes.Multiply(ratios, TLanes.Load(ref directions, j));
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(ref residuals, j), TLanes.Load(ref inverses, j), turned), ref directions, j);
        }
    }
}
