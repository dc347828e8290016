using Cadabra.Models.Manifests;
using Cadabra.Models.Serving;
using Cadabra.Recommender.Als;
using Cadabra.Recommender.Data;
using Cadabra.Recommender.Ranking;
using Cadabra.Storage;

namespace Cadabra.Models.Tests.Serving;

public sealed class ModelRecommenderTests
{
    [Fact]
    public void Customers_are_found_by_their_id_with_or_without_a_point_zero()
    {
        ModelRecommender recommender = new(Fixture());

        Assert.Equal(1, recommender.FindCustomer("17851"));
        Assert.Equal(1, recommender.FindCustomer("17851.0"));
        Assert.Equal(2, recommender.FindCustomer("2.0"));
    }

    [Fact]
    public void An_unknown_customer_is_named_beside_what_ids_look_like()
    {
        var exception = Assert.Throws<InputException>(() => new ModelRecommender(Fixture()).FindCustomer("99"));

        Assert.Equal(
            "Customer '99' is not among the 3 customers of model m1, whose ids look like '17850'. A customer needs an order in the training data.",
            exception.Message);
    }

    [Fact]
    public void An_unknown_product_is_named_beside_what_codes_look_like()
    {
        var exception = Assert.Throws<InputException>(() => new ModelRecommender(Fixture()).FindProduct("99999"));

        Assert.Equal(
            "Product '99999' is not among the 4 products of model m1, whose codes look like '85123A'. A product needs a sale in the training data.",
            exception.Message);
    }

    [Theory]
    [InlineData("85123A", 0)]
    [InlineData("85123a", 0)]
    [InlineData("85123", 1)]
    public void Products_are_found_by_their_code_in_any_case(string code, int product) =>
        Assert.Equal(product, new ModelRecommender(Fixture()).FindProduct(code));

    [Fact]
    public void A_whole_code_finds_its_first_five_digits_where_the_model_merged_variants()
    {
        Assert.Equal(1, new ModelRecommender(Fixture("first-five-digits")).FindProduct("85123Z"));
        Assert.Throws<InputException>(() => new ModelRecommender(Fixture("stock-code")).FindProduct("85123Z"));
    }

    [Fact]
    public void A_model_without_customers_or_products_knows_none()
    {
        Model empty = new(
            Fixture().Manifest with { Counts = new ManifestCounts { Customers = 0, Products = 0, Interactions = 0 } },
            new IdIndex(),
            new Catalog([]),
            new AlsModel(new FactorMatrix(0, 2), new FactorMatrix(0, 2)),
            new Purchases(new SparseRows(0, [0], [], []), []));
        ModelRecommender recommender = new(empty);

        Assert.Contains("not among the 0 customers", Assert.Throws<InputException>(() => recommender.FindCustomer("1")).Message, StringComparison.Ordinal);
        Assert.Contains("not among the 0 products", Assert.Throws<InputException>(() => recommender.FindProduct("1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_customer_bought_is_left_out_unless_asked_for()
    {
        ModelRecommender recommender = new(Fixture());

        Assert.Equal([new(0, 54), new(2, 42), new(3, 28)], recommender.Recommend(0, 4, includePurchased: false));
        Assert.Equal([new(0, 54), new(1, 44), new(2, 42), new(3, 28)], recommender.Recommend(0, 4, includePurchased: true));
        Assert.Equal([new ScoredProduct(0, 54)], recommender.Recommend(0, 1, includePurchased: false));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    [InlineData(false, int.MaxValue)]
    public void All_customers_at_once_get_what_each_gets_alone(bool includePurchased, int top)
    {
        ModelRecommender recommender = new(SampleModel.Create(seed: 3, customers: 70, products: 40, rank: 5, density: 0.3));

        Recommendations all = recommender.RecommendAll(top, includePurchased, TestContext.Current.CancellationToken);

        Assert.Equal(70, all.Count);
        for (int customer = 0; customer < all.Count; customer++)
        {
            Assert.Equal(recommender.Recommend(customer, top, includePurchased), all[customer]);
        }
    }

    [Fact]
    public void Similar_products_come_by_cosine_without_the_product_itself()
    {
        ScoredProduct[] similar = new ModelRecommender(Fixture()).Similar(1, 10);

        // (6, 2) against (4, 1), (5, 6), (3, 6).
        Assert.Equal([3, 0, 2], similar.Select(product => product.Product));
        Assert.Equal(26 / Math.Sqrt(40 * 17), similar[0].Score, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_product_cannot_be_asked_for(int top)
    {
        ModelRecommender recommender = new(Fixture());

        Assert.Throws<ArgumentOutOfRangeException>(() => recommender.Recommend(0, top, includePurchased: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => recommender.RecommendAll(top, includePurchased: false, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => recommender.Similar(0, top));
    }

    // Three customers and four products of rank 2; the first customer has bought the second product.
    private static Model Fixture(string productKey = "stock-code")
    {
        IdIndex customers = new();
        foreach (string customer in (string[])["17850", "17851", "2.0"])
        {
            customers.GetOrAdd(customer);
        }

        Catalog catalog = new(((IEnumerable<string>)["85123A", "85123", "22423", "POST"]).Select((code, id) => new Product { Id = id, Code = code }));
        ManifestCounts counts = new() { Customers = 3, Products = 4, Interactions = 1 };
        Manifest manifest = Manifest.Create(TrainingEngine.Embedded, TrainingParameters.From(new AlsOptions { Rank = 2 }), counts) with
        {
            Name = "m1",
            Interactions = new Dictionary<string, string> { ["productKey"] = productKey },
        };
        AlsModel factors = new(new FactorMatrix(3, 2, [6, 4, 3, 4, 3, 6]), new FactorMatrix(4, 2, [5, 6, 6, 2, 3, 6, 4, 1]));
        return new Model(manifest, customers, catalog, factors, new Purchases(new SparseRows(4, [0, 1, 1, 1], [1], [1]), [default]));
    }
}
