using System.Text.Json;
using Cadabra.Models.Manifests;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;

namespace Cadabra.Models.Tests;

public class ModelTests
{
    [Fact]
    public void Parts_of_different_models_are_refused()
    {
        Model model = SampleModel.Create();
        Model larger = SampleModel.Create(seed: 1, customers: 6, products: 5, rank: 3, density: 0.5);

        Assert.Throws<ArgumentException>(() => new Model(larger.Manifest, model.Customers, model.Catalog, model.Factors, model.Purchases));
        Assert.Throws<ArgumentException>(() => new Model(model.Manifest, larger.Customers, model.Catalog, model.Factors, model.Purchases));
        Assert.Throws<ArgumentException>(() => new Model(model.Manifest, model.Customers, larger.Catalog, model.Factors, model.Purchases));
        Assert.Throws<ArgumentException>(() => new Model(model.Manifest, model.Customers, model.Catalog, larger.Factors, model.Purchases));
        Assert.Throws<ArgumentException>(() => new Model(model.Manifest, model.Customers, model.Catalog, model.Factors, larger.Purchases));
        Manifest otherRank = model.Manifest with { Parameters = model.Manifest.Parameters with { Rank = 4 } };
        Assert.Throws<ArgumentException>(() => new Model(otherRank, model.Customers, model.Catalog, model.Factors, model.Purchases));
    }

    [Fact]
    public void An_empty_customer_id_is_refused()
    {
        var customers = new IdIndex();
        customers.GetOrAdd("");
        Model model = SampleModel.Create(seed: 1, customers: 1, products: 1, rank: 1, density: 1);

        Assert.Throws<ArgumentException>(() => new Model(model.Manifest, customers, model.Catalog, model.Factors, model.Purchases));
    }

    [Fact]
    public void Purchases_without_a_time_each_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Purchases(new SparseRows(1, [0, 1], [0], [1]), []));

    [Theory]
    [InlineData(AlsSolver.Auto, "auto")]
    [InlineData(AlsSolver.ConjugateGradient, "cg")]
    [InlineData(AlsSolver.Cholesky, "cholesky")]
    public void Parameters_carry_every_option_of_the_fit(AlsSolver solver, string name)
    {
        var options = new AlsOptions
        {
            Rank = 7,
            MaxIter = 8,
            RegParam = 0.9,
            Alpha = 10,
            ImplicitPrefs = true,
            Nonnegative = true,
            Seed = 11,
            UnobservedWeight = 0.5,
            RegExponent = 0.25,
            RegScaling = AlsRegScaling.AllPairs,
            Init = AlsInit.Spark,
            Solver = solver,
            FactorPrecision = AlsFactorPrecision.BFloat16,
        };

        Assert.Equal(
            new TrainingParameters
            {
                Rank = 7,
                MaxIter = 8,
                RegParam = 0.9,
                Alpha = 10,
                ImplicitPrefs = true,
                Nonnegative = true,
                Seed = 11,
                UnobservedWeight = 0.5,
                RegExponent = 0.25,
                RegScaling = "all-pairs",
                Init = "spark",
                Solver = name,
                FactorPrecision = "bfloat16",
            },
            TrainingParameters.From(options));
    }

    [Fact]
    public void A_manifest_without_the_later_options_means_what_was_done_before_they_existed()
    {
        const string Json = """{"rank":2,"maxIter":3,"regParam":0.1,"alpha":1,"implicitPrefs":true,"nonnegative":false,"seed":4}""";

        TrainingParameters parameters = JsonSerializer.Deserialize(Json, ManifestJsonContext.Default.TrainingParameters)!;

        Assert.Equal(TrainingParameters.From(new AlsOptions { Rank = 2, MaxIter = 3, Seed = 4, Solver = AlsSolver.Cholesky }), parameters);
    }

    [Fact]
    public void Counts_without_rejected_lines_have_none()
    {
        ManifestCounts counts = JsonSerializer.Deserialize("""{"customers":1,"products":2,"interactions":2}""", ManifestJsonContext.Default.ManifestCounts)!;

        Assert.Empty(counts.Rejected);
        Assert.Equal(0, counts.Lines);
    }
}
