using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Recommender.Tests;

/// <summary>The objective as it is written down, over a dense matrix, pair by pair, in double precision. Null is a pair that was not observed.</summary>
internal sealed class DenseReference
{
    private readonly AlsOptions _options;
    private readonly float?[,] _weights;

    public DenseReference(Interactions interactions, AlsOptions options)
        : this(interactions.ByCustomer, options)
    {
    }

    public DenseReference(SparseRows rows, AlsOptions options)
    {
        _options = options;
        _weights = new float?[rows.RowCount, rows.ColumnCount];
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int i = 0; i < rows.Columns(row).Length; i++)
            {
                _weights[row, rows.Columns(row)[i]] = rows.Values(row)[i];
            }
        }
    }

    public double Loss(AlsModel model)
    {
        double loss = 0;
        for (int customer = 0; customer < model.Customers.RowCount; customer++)
        {
            loss += Regularization(Row(customer)) * Dot(model.Customers[customer], model.Customers[customer]);
            for (int product = 0; product < model.Products.RowCount; product++)
            {
                (double confidence, double target) = Pair(_weights[customer, product]);
                double error = target - Dot(model.Customers[customer], model.Products[product]);
                loss += confidence * error * error;
            }
        }

        for (int product = 0; product < model.Products.RowCount; product++)
        {
            loss += Regularization(Column(product)) * Dot(model.Products[product], model.Products[product]);
        }

        return loss;
    }

    /// <summary>Half the gradient of the loss by one row's factors, A·x − b; and |A|·|x| + |b|, the size against which it is to be judged.</summary>
    public (double[] Gradient, double[] Size) Gradient(int row, ReadOnlySpan<float> x, FactorMatrix other)
    {
        var gradient = new double[x.Length];
        var size = new double[x.Length];
        double regularization = Regularization(Row(row));
        for (int factor = 0; factor < x.Length; factor++)
        {
            gradient[factor] = regularization * x[factor];
            size[factor] = Math.Abs(gradient[factor]);
        }

        for (int column = 0; column < other.RowCount; column++)
        {
            (double confidence, double target) = Pair(_weights[row, column]);
            double score = Dot(x, other[column]);
            for (int factor = 0; factor < x.Length; factor++)
            {
                gradient[factor] += confidence * (score - target) * other[column][factor];
                size[factor] += confidence * (Math.Abs(score) + Math.Abs(target)) * Math.Abs(other[column][factor]);
            }
        }

        return (gradient, size);
    }

    private (double Confidence, double Target) Pair(float? weight)
    {
        if (!_options.ImplicitPrefs)
        {
            return weight is null ? (0, 0) : (1, weight.Value);
        }

        return weight is null ? (_options.UnobservedWeight, 0) : (1 + (_options.Alpha * Math.Abs(weight.Value)), weight > 0 ? 1 : 0);
    }

    private double Regularization(IEnumerable<float?> weights)
    {
        double count = weights.Sum(weight => (Observed(weight) ? 1 : 0) + (_options.RegScaling == AlsRegScaling.AllPairs ? _options.UnobservedWeight : 0));
        return _options.RegParam * Math.Pow(count, _options.RegExponent);
    }

    private bool Observed(float? weight) => _options.ImplicitPrefs ? weight > 0 : weight is not null;

    private IEnumerable<float?> Row(int row) => Enumerable.Range(0, _weights.GetLength(1)).Select(column => _weights[row, column]);

    private IEnumerable<float?> Column(int column) => Enumerable.Range(0, _weights.GetLength(0)).Select(row => _weights[row, column]);

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (double)x[i] * y[i];
        }

        return sum;
    }
}
