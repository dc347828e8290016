using System.Diagnostics;
using System.Globalization;
using Cadabra.Lake.Inputs;
using Cadabra.Lake.Reading;
using Cadabra.Orders;
using Cadabra.Storage;
using Cadabra.Training.History;
using Cadabra.Training.InteractionFiles;
using Cadabra.Training.Weighting;

namespace Cadabra.Training.Data;

/// <summary>Reads what to train on, from order lines or from ready interactions.</summary>
public static class TrainingInputReader
{
    /// <summary>Reads order lines from files, folders and lakes. A damaged object is left out as a whole and becomes a warning.</summary>
    /// <param name="query">What to read.</param>
    /// <param name="weighting">How the lines will count.</param>
    /// <param name="progress">Told the share of the bytes that have been read; may be null.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="InputException">A path leads to nothing.</exception>
    /// <exception cref="IOException">An object cannot be read.</exception>
    public static async Task<TrainingInput> ReadOrdersAsync(OrderQuery query, WeightingOptions weighting, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        long started = Stopwatch.GetTimestamp();
        OrderInputSet inputs = await new OrderInputs(query.Open).ResolveAsync(query.Paths, query.Range, cancellationToken).ConfigureAwait(false);
        var reader = new LakeReader(inputs.Objects);
        var history = new OrderHistoryBuilder(query.ProductKey);
        var share = new ShareOfBytes(inputs, progress);
        var samples = new RejectedSamples();
        await foreach (LakeBatch batch in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            history.Add(batch.Orders);
            samples.Add(batch.Orders.Samples);
            share.Reading(batch.Source);
        }

        return new TrainingInput(
            new OrderData(history.Build(), query.ProductKey, weighting),
            samples.ToArray(),
            [.. Warnings(query, inputs, reader.Report)],
            Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Reads ready interactions from a CSV or Parquet file.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or holds no interaction.</exception>
    public static async Task<TrainingInput> ReadInteractionsAsync(string path, CancellationToken cancellationToken = default)
    {
        long started = Stopwatch.GetTimestamp();
        InteractionData data = await InteractionFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return new TrainingInput(data, [], [], Stopwatch.GetElapsedTime(started));
    }

    private static IEnumerable<string> Warnings(OrderQuery query, OrderInputSet inputs, LakeReport report)
    {
        if (query.Range != TimeRange.All && inputs.Unpartitioned > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{inputs.Unpartitioned:N0} of {inputs.Objects.Count:N0} objects lie in no partition of a lake and were read whatever --from and --to say.");
        }

        foreach (DamagedObject damaged in report.Damaged)
        {
            yield return damaged.ToString();
        }
    }

    /// <summary>Progress by the objects that are behind the one being read.</summary>
    private sealed class ShareOfBytes(OrderInputSet inputs, IProgress<double>? progress)
    {
        private LakeObject? _current;
        private long _behind;

        public void Reading(LakeObject item)
        {
            if (item == _current)
            {
                return;
            }

            _behind += _current?.Length ?? 0;
            _current = item;
            progress?.Report((double)_behind / Math.Max(1, inputs.Bytes));
        }
    }

    /// <summary>The first samples of each reason over all objects: each object brings its own.</summary>
    private sealed class RejectedSamples
    {
        private readonly List<RejectedLine> _samples = [];

        public void Add(IReadOnlyList<RejectedLine> samples)
        {
            foreach (RejectedLine sample in samples)
            {
                if (_samples.Count(kept => kept.Rejection == sample.Rejection) < OrderBatch.MaxSamplesPerReason)
                {
                    _samples.Add(sample);
                }
            }
        }

        public RejectedLine[] ToArray() => [.. _samples.OrderBy(sample => sample.Rejection)];
    }
}
