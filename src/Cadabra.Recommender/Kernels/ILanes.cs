namespace Cadabra.Recommender.Kernels;

/// <summary>
/// The few vector operations that kernels are written in, for one instruction set. Kernels are generic over it, so
/// that one text is compiled for every width and the widths cannot drift apart.
/// </summary>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector; a divisor of <see cref="BlockKernel.Alignment"/>.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(ref float start, nint index);

    static abstract void Store(TVector value, ref float start, nint index);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector x, TVector y);

    static abstract TVector Multiply(TVector x, TVector y);

    static abstract TVector Divide(TVector x, TVector y);

    static abstract TVector Max(TVector x, TVector y);

    /// <summary>x·y + z.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>z − x·y.</summary>
    static abstract TVector SubtractProduct(TVector x, TVector y, TVector z);

    /// <summary>The sum over the lanes.</summary>
    static abstract float Sum(TVector x);

    /// <summary>The sums over the lanes of eight vectors, to eight consecutive floats.</summary>
    static abstract void SumEight(
        TVector x0, TVector x1, TVector x2, TVector x3, TVector x4, TVector x5, TVector x6, TVector x7, ref float sums);

    /// <summary>Takes each 32 bits for two bfloat16: the floats of the lower halves and of the upper ones.</summary>
    static abstract void Halves(TVector pairs, out TVector low, out TVector high);

    /// <summary>Which lanes of x are at least those of y, the first in the lowest bit; NaN never is.</summary>
    static abstract uint AtLeast(TVector x, TVector y);
}
