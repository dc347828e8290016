namespace Cadabra.Orders.Tests;

public sealed class OrderRejectionTests
{
    [Theory]
    [InlineData("1,85123A,X,6,2010-12-01 08:26,2.55,,UK", OrderRejection.NoCustomer, "the customer id is empty")]
    [InlineData("1,85123A,X,6,2010-12-01 08:26,2.55, \t,UK", OrderRejection.NoCustomer, "the customer id is empty")]
    [InlineData("1,POST,X,6,2010-12-01 08:26,2.55,1,UK", OrderRejection.NotAProduct, "stock code 'POST' does not begin with five digits")]
    [InlineData("1,8512A,X,6,2010-12-01 08:26,2.55,1,UK", OrderRejection.NotAProduct, "stock code '8512A' does not begin with five digits")]
    [InlineData("1,,X,6,2010-12-01 08:26,2.55,1,UK", OrderRejection.NotAProduct, "stock code '' does not begin with five digits")]
    [InlineData("C1,85123A,X,6,2010-12-01 08:26,2.55,1,UK", OrderRejection.Return, "invoice 'C1' is a cancellation")]
    [InlineData("c1,85123A,X,0,2010-12-01 08:26,-2,1,UK", OrderRejection.Return, "invoice 'c1' is a cancellation")]
    [InlineData("1,85123A,X,-6,2010-12-01 08:26,2.55,1,UK", OrderRejection.Return, "quantity -6 is below zero")]
    [InlineData("1,85123A,X,0,2010-12-01 08:26,2.55,1,UK", OrderRejection.NotASale, "the quantity is zero")]
    [InlineData("1,85123A,X,6,2010-12-01 08:26,-0.01,1,UK", OrderRejection.NotASale, "price -0.01 is below zero")]
    [InlineData("1,85123A,X,6,2010-12-01 08:26,2.55,1", OrderRejection.Malformed, "the line has 7 columns; expected eight")]
    [InlineData("1,85123A,X,6,2010-12-01 08:26,2.55,1,UK,", OrderRejection.Malformed, "the line has 9 columns; expected eight")]
    [InlineData("hello", OrderRejection.Malformed, "the line has 1 column; expected eight")]
    [InlineData("", OrderRejection.Malformed, "the line is empty; expected eight columns")]
    [InlineData("1,85123A,\"X,6,2010-12-01 08:26,2.55,1,UK", OrderRejection.Malformed, "the quote that opens column 3 (Description) is never closed")]
    [InlineData("1,85123A,\"X\"\"\"\",6,2010-12-01 08:26,2.55,1,UK", OrderRejection.Malformed, "the quote that opens column 3 (Description) is never closed")]
    [InlineData("1,\"85123A\" ,X,6,2010-12-01 08:26,2.55,1,UK", OrderRejection.Malformed, "text follows the closing quote of column 2 (StockCode); expected a comma or the end of the line")]
    [InlineData("1,85123A,X,abc,2010-12-01 08:26,2.55,1,UK", OrderRejection.Malformed, "quantity 'abc' is not a whole number from -2147483648 to 2147483647")]
    [InlineData("1,85123A,X,6,2010-02-30 08:26,2.55,1,UK", OrderRejection.Malformed, "date '2010-02-30 08:26' is not a date; expected M/d/yyyy H:mm or yyyy-MM-dd HH:mm[:ss]")]
    [InlineData("1,85123A,X,6,2010-12-01 08:26,1e3,1,UK", OrderRejection.Malformed, "price '1e3' is not a decimal number")]
    public void A_line_that_is_no_sale_is_counted_under_one_reason_and_explained(string line, OrderRejection rejection, string explanation)
    {
        ReadOrders orders = ReadOrders.From(line + "\r\n");

        Assert.Equal(1, orders.Counts.Lines);
        Assert.Equal(1, orders.Counts.RejectedAs(rejection));
        Assert.Equal(1, orders.Counts.Rejected);
        Assert.Equal([new RejectedLine(1, rejection, line, explanation)], orders.Samples);
    }

    // Each line breaks the rule of its reason and of every reason after it.
    [Theory]
    [InlineData("C1,POST,X,zero,2010-12-01 08:26,-1,,UK", OrderRejection.Malformed)]
    [InlineData("C1,POST,X,-0,2010-12-01 08:26,-1,,UK", OrderRejection.NotAProduct)]
    [InlineData("C1,85123A,X,-0,2010-12-01 08:26,-1,,UK", OrderRejection.NoCustomer)]
    [InlineData("C1,85123A,X,-0,2010-12-01 08:26,-1,1,UK", OrderRejection.Return)]
    [InlineData("1,85123A,X,-0,2010-12-01 08:26,-1,1,UK", OrderRejection.NotASale)]
    public void The_first_reason_that_applies_wins(string line, OrderRejection rejection) =>
        Assert.Equal(rejection, Assert.Single(ReadOrders.From(line).Samples).Rejection);

    [Fact]
    public void Returns_are_kept_apart_with_their_numbers()
    {
        ReadOrders orders = ReadOrders.From("C1,85123A,X,-6,12/1/2010 8:26,2.55,1,UK\n1,85123A,X,2,12/1/2010 8:26,2.55,1,UK\n");

        Assert.Equal([(-6, true), (2, false)], orders.All.Select(line => (line.Line.Quantity, line.IsReturn)));
        Assert.Equal(new OrderCounts { Lines = 2, Kept = 1, Returns = 1 }, orders.Counts);
    }

    [Fact]
    public void A_free_product_is_a_sale() => Assert.Equal(1, ReadOrders.From("1,85123A,X,6,12/1/2010 8:26,0.00,1,UK").Counts.Kept);

    [Theory]
    [InlineData("17850", "17850")]
    [InlineData("17850.0", "17850")]
    [InlineData(" 17850.0 ", "17850")]
    [InlineData("\"17850.0\"", "17850")]
    [InlineData("17850.00", "17850.00")]
    [InlineData("A1.0", "A1.0")]
    [InlineData(".0", ".0")]
    public void A_customer_id_that_is_a_number_loses_its_point_zero(string written, string customer) =>
        Assert.Equal(customer, Assert.Single(ReadOrders.From($"1,85123A,X,6,12/1/2010 8:26,2,{written},UK").Sales).CustomerId);

    [Fact]
    public void White_space_around_a_stock_code_is_not_part_of_it() =>
        Assert.Equal("85123A", Assert.Single(ReadOrders.From("1,\t85123A ,X,6,12/1/2010 8:26,2,1,UK").Sales).StockCode);

    [Fact]
    public void Samples_are_bounded_for_each_reason_and_show_the_line_as_it_was_logged()
    {
        string postage = "1,POST,\"a \"\"b\"\"\",1,12/1/2010 8:26,2,1,UK";
        string giveBack = "C2,85123A,\"a \"\"b\"\"\",-1,12/1/2010 8:26,2,1,UK";

        ReadOrders orders = ReadOrders.From(string.Concat(Enumerable.Repeat($"{postage}\n{giveBack}\n", 20_000)));

        Assert.Equal(2 * OrderBatch.MaxSamplesPerReason, orders.Samples.Count);
        Assert.All(orders.Samples, sample => Assert.Equal(sample.Rejection == OrderRejection.Return ? giveBack : postage, sample.Text));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => (long)number), orders.Samples.Select(sample => sample.LineNumber));
    }

    [Fact]
    public void A_long_sample_is_cut_between_characters()
    {
        string text = Assert.Single(ReadOrders.From("a" + new string('£', 1_000)).Samples).Text;

        Assert.Equal("a" + new string('£', (RejectedLine.MaxTextBytes - 1) / 2), text);
    }

    [Fact]
    public void An_explanation_holds_no_control_characters_and_cuts_what_is_long()
    {
        string code = "\u001b[2J\r" + new string('P', 100);

        string explanation = Assert.Single(ReadOrders.From($"1,\"{code}\",X,1,12/1/2010 8:26,2,1,UK").Samples).Explanation;

        Assert.Equal($"stock code '\uFFFD[2J\uFFFD{new string('P', 35)}…' does not begin with five digits", explanation);
    }

    [Fact]
    public void Reasons_have_the_names_of_the_reports() =>
        Assert.Equal(
            ["malformed", "not-a-product", "no-customer", "return", "not-a-sale"],
            Enum.GetValues<OrderRejection>().Select(rejection => rejection.ToName()));

    [Fact]
    public void Counts_add_up_reason_by_reason()
    {
        OrderCounts counts = new() { Lines = 21, Kept = 6, Malformed = 1, NotAProduct = 2, NoCustomer = 3, Returns = 4, NotASale = 5 };

        OrderCounts sum = counts.Add(counts);

        Assert.Equal(
            new OrderCounts { Lines = 42, Kept = 12, Malformed = 2, NotAProduct = 4, NoCustomer = 6, Returns = 8, NotASale = 10 }, sum);
        Assert.Equal([2, 4, 6, 8, 10], Enum.GetValues<OrderRejection>().Select(sum.RejectedAs));
        Assert.Equal(30, sum.Rejected);
    }
}
