using System.Text;
using Cadabra.Shipping.Configuration;

namespace Cadabra.Shipping.Tests.Configuration;

public sealed class AgentConfigReaderTests
{
    private static readonly string Folder = Path.GetFullPath("/etc/aws-kinesis");

    [Fact]
    public void An_agent_json_of_the_Kinesis_agent_loads()
    {
        // The example of its manual, with a comment as it allows them.
        AgentConfig config = Read("""
            {
              // where to
              "firehose.endpoint": "firehose.us-west-2.amazonaws.com",
              "checkpointFile": "/opt/aws-kinesis-agent/checkpoints",
              "flows": [
                {
                  "filePattern": "/tmp/app.log*",
                  "deliveryStream": "yourdeliverystream",
                  "initialPosition": "START_OF_FILE",
                  "maxBufferAgeMillis": "1000",
                  "maxBufferSizeRecords": 100,
                  "maxBufferSizeBytes": 1048576,
                  "skipHeaderLines": 1,
                  "retryInitialBackoffMillis": 200,
                  "retryMaxBackoffMillis": 5000,
                  "dataProcessingOptions": [ { "optionName": "CSVTOJSON", "customFieldNames": ["a", "b"], "delimiter": "\\t" } ]
                },
              ]
            }
            """);

        FlowConfig flow = Assert.Single(config.Flows);
        Assert.Equal("firehose.us-west-2.amazonaws.com", config.FirehoseEndpoint);
        Assert.Equal(Path.GetFullPath("/opt/aws-kinesis-agent"), config.StateFolder);
        Assert.Equal(Path.GetFullPath("/tmp/app.log*"), flow.FilePattern);
        Assert.Equal(("yourdeliverystream", InitialPosition.StartOfFile, 1), (flow.DeliveryStream, flow.InitialPosition, flow.SkipHeaderLines));
        Assert.Equal((TimeSpan.FromSeconds(1), 100, 1 << 20), (flow.BufferInterval, flow.BufferRecords, flow.BufferBytes));
        Assert.Equal((TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5)), (flow.RetryInitialBackoff, flow.RetryMaxBackoff));
        Assert.Equal(["a", "b"], flow.CsvToJson!.FieldNames);
        Assert.Equal('\t', flow.CsvToJson.Delimiter);
        Assert.Contains(config.Warnings, warning => warning.Contains("checkpointFile", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_out_is_as_in_the_Kinesis_agent()
    {
        FlowConfig flow = Assert.Single(Read(Flow("""  "deliveryStream": "orders"  """)).Flows);

        Assert.Equal((InitialPosition.EndOfFile, 0, TimeSpan.FromMinutes(1)), (flow.InitialPosition, flow.SkipHeaderLines, flow.BufferInterval));
        Assert.Equal((500, 4 << 20), (flow.BufferRecords, flow.BufferBytes));
        Assert.Equal((TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)), (flow.RetryInitialBackoff, flow.RetryMaxBackoff));
        Assert.Null(flow.CsvToJson);
    }

    [Fact]
    public void A_lake_has_buffers_of_its_own_and_relative_paths_lie_beside_the_file()
    {
        FlowConfig flow = Assert.Single(Read("""
            { "flows": [ { "filePattern": "logs/*.log", "lake": "lake", "bufferSizeBytes": 1024, "bufferIntervalSeconds": 0, "compression": "none" } ] }
            """).Flows);

        Assert.Equal((Path.Combine(Folder, "logs", "*.log"), Path.Combine(Folder, "lake")), (flow.FilePattern, flow.Lake));
        Assert.Equal((1024, TimeSpan.Zero, FlowCompression.None), (flow.BufferBytes, flow.BufferInterval, flow.Compression));
    }

    [Theory]
    [InlineData("maxBufferAgeMillis", "999", "1000 to 900000")]
    [InlineData("maxBufferAgeMillis", "900001", "1000 to 900000")]
    [InlineData("maxBufferSizeRecords", "0", "1 to 500")]
    [InlineData("maxBufferSizeRecords", "501", "1 to 500")]
    [InlineData("maxBufferSizeBytes", "4194305", "1 to 4194304")]
    [InlineData("skipHeaderLines", "-1", "0 to 1000")]
    [InlineData("initialPosition", "\"LATEST\"", "END_OF_FILE or START_OF_FILE")]
    [InlineData("maxBufferSizeBytes", "\"many\"", "1 to 4194304")]
    [InlineData("maxBufferSizeBytes", "true", "1 to 4194304")]
    public void A_value_out_of_range_is_rejected_by_name(string key, string value, string range)
    {
        string problem = Assert.Single(Problems(Flow($"\"deliveryStream\": \"orders\", \"{key}\": {value}")));

        Assert.StartsWith("line 1, column ", problem, StringComparison.Ordinal);
        Assert.Contains(key, problem, StringComparison.Ordinal);
        Assert.Contains(value.Trim('"'), problem, StringComparison.Ordinal);
        Assert.Contains(range, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once_each_with_its_line()
    {
        IReadOnlyList<string> problems = Problems("""
            { "memoryBytes": 1,
              "flows": [
                { "filePattern": "/a.log" },
                { "filePattern": "/b.log", "lake": "x", "deliveryStream": "y" },
                { "lake": "x" },
                { "filePattern": "/c.log", "kinesisStream": "s" },
                7 ] }
            """);

        Assert.Equal(["line 1", "line 3", "line 4", "line 5", "line 6", "line 7"], problems.Select(problem => problem.Split(',')[0]).Distinct());
    }

    [Theory]
    [InlineData("/var/run/aws-kinesis-agent/checkpoints")]
    [InlineData("/tmp/checkpoints")]
    public void A_checkpoint_never_lies_where_a_reboot_empties_it(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No folder of Windows is emptied at each boot.");
        AgentConfig config = Read($$"""{ "checkpointFile": "{{file}}", "flows": [ { "filePattern": "/a.log", "lake": "x" } ] }""");

        Assert.Equal(DefaultStateFolder.Path, config.StateFolder);
        Assert.Contains("which a reboot empties", Assert.Single(config.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("awsAccessKeyId")]
    [InlineData("awsSecretAccessKey")]
    public void Secrets_are_refused_and_not_repeated(string key)
    {
        string problem = Assert.Single(Problems($$"""{ "{{key}}": "s3cr3t", "flows": [ { "filePattern": "/a.log", "lake": "x" } ] }"""));

        Assert.Contains(key, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maxBufferAgeMilis", "did you mean maxBufferAgeMillis?")]
    [InlineData("partitionKeyOption", "has no effect here")]
    [InlineData("quux", "is not a key that the agent knows.")]
    [InlineData("bufferSizeBytes", "has no effect on a delivery stream")]
    public void A_key_without_effect_warns(string key, string says)
    {
        AgentConfig config = Read(Flow($"\"deliveryStream\": \"orders\", \"{key}\": 1000"));

        Assert.Contains(says, Assert.Single(config.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "flows": [ { "filePattern": "/d/**/*.gz", "lake": "/d/lake" } ] }""", "ship its own objects")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "lake": "/l" }, { "filePattern": "/l/**/x*", "lake": "/m", "compression": "none" } ] }""", "ship its own objects")]
    [InlineData("""{ "stateFolder": "/d/state", "flows": [ { "filePattern": "/d/**/*.log", "lake": "/l" } ] }""", "ship its own checkpoint")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/shop.{log,txt}", "lake": "/l" } ] }""", "'{' is no wildcard")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/shop[0-9].log", "lake": "/l" } ] }""", "'[' is no wildcard")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "lake": "/l" }, { "filePattern": "/d/*.log", "lake": "/l" } ] }""", "arrive twice")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "lake": "/l", "bufferSizeBytes": 100000000 } ] }""", "memoryBytes")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/**", "lake": "/l" } ] }""", "names no file")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "lake": "ftp://l" } ] }""", "s3://bucket/prefix")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "deliveryStream": "a b" } ] }""", "1 to 64")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "lake": "/l", "dataProcessingOptions": [ { "optionName": "CSVTOJSON", "customFieldNames": ["a"] } ] } ] }""", "dataProcessingOptions")]
    [InlineData("""{ "flows": [ { "filePattern": "/d/*.log", "deliveryStream": "s", "dataProcessingOptions": [ { "optionName": "LOGTOJSON" } ] } ] }""", "CSVTOJSON")]
    [InlineData("""{ "flows": [] }""", "at least one flow")]
    [InlineData("""{ }""", "at least one flow")]
    [InlineData("""[ ]""", "expected an object")]
    [InlineData("""{ "flows": """, "no JSON")]
    [InlineData("", "no JSON")]
    public void What_cannot_be_run_is_refused(string json, string says)
    {
        Assert.Contains(Problems(json), problem => problem.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_in_words()
    {
        var random = new Random(1);
        byte[] good = Encoding.UTF8.GetBytes(Flow("""  "deliveryStream": "orders", "maxBufferSizeBytes": 5  """));
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = [.. good];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = AgentConfigReader.Parse(bytes, "agent.json", stateFolder: null);
            }
            catch (AgentConfigException e)
            {
                Assert.NotEmpty(e.Problems);
            }
        }
    }

    private static string Flow(string rest) => $$"""{ "flows": [ { "filePattern": "/var/log/shop/*.log", {{rest.Trim()}} } ] }""";

    private static AgentConfig Read(string json) => AgentConfigReader.Parse(Encoding.UTF8.GetBytes(json), Path.Combine(Folder, "agent.json"), stateFolder: null);

    private static IReadOnlyList<string> Problems(string json) => Assert.Throws<AgentConfigException>(() => Read(json)).Problems;
}
