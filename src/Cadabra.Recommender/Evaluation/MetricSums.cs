namespace Cadabra.Recommender.Evaluation;

/// <summary>Sums over customers at one cutoff.</summary>
internal record struct MetricSums
{
    public double Precision;
    public double Recall;
    public double Ndcg;
    public double AveragePrecision;
    public double ReciprocalRank;
    public double HitRate;
    public double Novelty;

    /// <summary>Number of customers whose ranking was not empty.</summary>
    public int Ranked;

    public void Add(MetricSums other)
    {
        Precision += other.Precision;
        Recall += other.Recall;
        Ndcg += other.Ndcg;
        AveragePrecision += other.AveragePrecision;
        ReciprocalRank += other.ReciprocalRank;
        HitRate += other.HitRate;
        Novelty += other.Novelty;
        Ranked += other.Ranked;
    }
}
