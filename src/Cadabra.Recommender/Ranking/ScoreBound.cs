namespace Cadabra.Recommender.Ranking;

/// <summary>
/// No score exceeds ‖x‖·‖y‖ (Cauchy–Schwarz). A score as computed may exceed it by rounding: summed from first to last, a product of k factors is off by at
/// most k·u/(1 − k·u)·‖x‖·‖y‖ (Higham, Accuracy and Stability of Numerical Algorithms, 2002, eq. 3.5), where u is 2⁻²⁴, and by half the smallest float
/// for each multiplication that underflows. The margin here is at least twice that, so that what the bound rules out no computed score contradicts.
/// </summary>
/// <param name="rank">k.</param>
internal readonly struct ScoreBound(int rank)
{
    private readonly double _relative = 1 + ((rank + 8) * Math.ScaleB(1, -22));
    private readonly double _absolute = (rank + 1) * (double)float.Epsilon;

    /// <summary>
    /// Whether every product whose norm is at most <paramref name="productNorm"/> scores less than <paramref name="threshold"/>; never if a norm is infinite or
    /// NaN. The bound is compared as a float, because a score too large for one is infinite.
    /// </summary>
    public bool IsBelow(double customerNorm, double productNorm, float threshold) =>
        (float)((customerNorm * productNorm * _relative) + _absolute) < threshold;
}
