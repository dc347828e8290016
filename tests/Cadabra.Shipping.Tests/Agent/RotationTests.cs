using Cadabra.Shipping.Tests.Rig;

namespace Cadabra.Shipping.Tests.Agent;

/// <summary>Files that are renamed, truncated, written anew and deleted while the agent watches.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task A_file_renamed_and_created_anew_while_it_is_written_loses_no_line_and_repeats_none()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\r\n2\r\n");
        await rig.LookAsync();
        rig.Append("shop.log", "3\r\n");
        File.Move(rig["shop.log"], rig["shop.log.1"]);
        rig.Append("shop.log", "4\r\n");
        await rig.LookAsync();
        rig.Append("shop.log.1", "the writer had not noticed yet\r\n");
        rig.Append("shop.log", "5\r\n");

        await rig.ShipAllAsync();

        Assert.Equal(["1\r\n2\r\n3\r\nthe writer had not noticed yet\r\n", "4\r\n5\r\n"], rig.ShippedLogs("shop.log").Order());
    }

    [Fact]
    public async Task A_renamed_file_that_the_pattern_still_matches_stays_the_same_log()
    {
        await using ShippingRig rig = new("shop*");
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        await rig.ShipAllAsync();
        File.Move(rig["shop.log"], rig["shop-20111111.log"]);
        rig.Append("shop.log", "2\n");

        await rig.ShipAllAsync();

        Assert.Equal(["1\n", "2\n"], rig.ShippedLogs("shop.log").Order());
        Assert.Empty(rig.ShippedLogs("shop-20111111.log"));
    }

    [Theory]
    [InlineData("9\n")]
    [InlineData("7\n8\n")]
    [InlineData("7\n8\n9\n10\n11\n12\n")]
    public async Task A_truncated_file_is_read_from_its_start_also_when_it_has_grown_past_the_old_place(string after)
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n2\n");
        await rig.LookAsync();

        rig.Truncate("shop.log", after);
        await rig.ShipAllAsync();

        Assert.Equal(["1\n2\n", after], rig.ShippedLogs("shop.log").Order());
    }

    [Fact]
    public async Task What_nobody_had_read_before_a_truncation_is_read_in_the_copy_that_was_made()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "the first order of the day\n");
        await rig.LookAsync();
        rig.Append("shop.log", "not seen by anyone before the copy\n");
        File.Copy(rig["shop.log"], rig["shop.log.1"]);
        rig.Truncate("shop.log", "the next file\n");

        await rig.ShipAllAsync();

        Assert.Equal(["the first order of the day\nnot seen by anyone before the copy\n", "the next file\n"], rig.ShippedLogs("shop.log").Order());
    }

    [Fact]
    public async Task What_was_read_before_a_truncation_is_shipped_after_it_the_last_line_without_an_end_included()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n2\nhalf");
        await rig.LookAsync();
        rig.Truncate("shop.log");

        await rig.LookAsync();

        Assert.Equal("1\n2\nhalf", rig.Shipped("shop.log"));
    }

    [Fact]
    public async Task The_same_path_written_anew_within_a_second_is_read_from_its_start()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("20111111-050012.log", "a,1\nb,2\n");
        await rig.LookAsync();

        // Once in place and of the same size, once as another file.
        rig.Truncate("20111111-050012.log", "c,3\nd,4\n");
        await rig.LookAsync();
        File.Delete(rig["20111111-050012.log"]);
        rig.Append("20111111-050012.log", "e,5\nf,6\n");
        await rig.ShipAllAsync();

        Assert.Equal(["a,1\nb,2\n", "c,3\nd,4\n", "e,5\nf,6\n"], rig.ShippedLogs("20111111-050012.log").Order());
    }

    [Fact]
    public async Task A_file_deleted_while_it_is_open_is_read_to_its_end()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("shop.log", "1\n");
        await rig.LookAsync();
        rig.Append("shop.log", "2\nlast, without an end");
        File.Delete(rig["shop.log"]);

        await rig.ShipAllAsync();

        Assert.Equal("1\n2\nlast, without an end", rig.Shipped("shop.log"));
        Assert.Equal(0, rig.Status.Files);
    }

    [Fact]
    public async Task Two_files_with_equal_content_are_two_logs()
    {
        await using ShippingRig rig = new();
        await rig.StartAsync();
        rig.Append("a.log", "InvoiceNo,StockCode\n1,2\n");
        rig.Append("b.log", "InvoiceNo,StockCode\n1,2\n");

        await rig.ShipAllAsync();

        Assert.Equal("InvoiceNo,StockCode\n1,2\n", rig.Shipped("a.log"));
        Assert.Equal("InvoiceNo,StockCode\n1,2\n", rig.Shipped("b.log"));
    }
}
