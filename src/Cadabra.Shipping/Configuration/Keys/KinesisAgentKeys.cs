namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>
/// Keys of the Java agent (awslabs/amazon-kinesis-agent: AgentConfiguration, AgentContext, FileFlow) that change nothing here, each with what does instead.
/// Keys whose absence would change what arrives are not among them: the reader refuses those.
/// </summary>
internal static class KinesisAgentKeys
{
    private const string Metrics = "metrics are served for Prometheus by --listen.";
    private const string Logs = "the agent logs to stderr, which the service manager keeps.";
    private const string Threads = "one pipeline a file under memoryBytes takes the place of sending threads and queues.";
    private const string Connections = "connections are the AWS SDK's own business.";
    private const string Polling = "files are looked at as often as they change.";
    private const string Role = "name a profile with role_arn in ~/.aws/config and set AWS_PROFILE.";
    private const string Streams = "Kinesis Data Streams are not delivered to.";
    private const string Provider = "credentials come from the AWS SDK's chain: environment, profile, web identity, instance role.";

    private static readonly Dictionary<string, string> OfAgent = new(StringComparer.Ordinal)
    {
        ["assumeRoleARN"] = Role,
        ["assumeRoleExternalId"] = Role,
        ["sts.endpoint"] = Role,
        ["userDefinedCredentialsProvider.classname"] = Provider,
        ["userDefinedCredentialsProvider.location"] = Provider,
        ["cloudwatch.emitMetrics"] = Metrics,
        ["cloudwatch.endpoint"] = Metrics,
        ["cloudwatch.namespace"] = Metrics,
        ["cloudwatch.tagInstance"] = Metrics,
        ["cloudwatch.metricsBufferTimeMillis"] = Metrics,
        ["cloudwatch.metricsQueueSize"] = Metrics,
        ["log.file"] = Logs,
        ["log.level"] = Logs,
        ["log.maxFileSize"] = Logs,
        ["log.maxFileBackups"] = Logs,
        ["log.emitMetrics"] = Logs,
        ["log.emitInternalMetrics"] = Logs,
        ["log.statusReportingPeriodSeconds"] = "a status line goes to stderr every 30 s.",
        ["maxSendingThreads"] = Threads,
        ["maxSendingThreadsPerCore"] = Threads,
        ["sendingThreadsKeepAliveMillis"] = Threads,
        ["sendingThreadsMaxQueueSize"] = Threads,
        ["maxConnections"] = Connections,
        ["connectionTimeoutMillis"] = Connections,
        ["connectionTTLMillis"] = Connections,
        ["socketTimeoutMillis"] = Connections,
        ["useTcpKeepAlive"] = Connections,
        ["useHttpGzip"] = Connections,
        ["userAgent"] = Connections,
        ["userAgentOverride"] = Connections,
        ["kinesis.endpoint"] = Streams,
        ["kinesis.region"] = Streams,
        ["checkpointTimeToLiveDays"] = "a checkpoint is kept as long as its file is there.",
        ["shutdownTimeoutMillis"] = "stopping takes at most 10 s.",
    };

    private static readonly Dictionary<string, string> OfFlow = new(StringComparer.Ordinal)
    {
        ["partitionKeyOption"] = Streams,
        ["waitOnFullPublishQueueMillis"] = Threads,
        ["waitOnEmptyPublishQueueMillis"] = Threads,
        ["waitOnFullRetryQueueMillis"] = Threads,
        ["publishQueueCapacity"] = Threads,
        ["minTimeBetweenFilePollsMillis"] = Polling,
        ["maxTimeBetweenFileTrackerRefreshMillis"] = Polling,
        ["log.emitInternalMetrics"] = Logs,
        ["truncatedRecordTerminator"] = "no line is cut; one past the limit goes to errors/ whole.",
        ["multiLineStartPattern"] = "each line is a record of its own, and its bytes arrive as logged.",
        ["fileFooterPattern"] = "files are shipped to their end, footer included.",
    };

    private static readonly Dictionary<string, string> OfProcessing = new(StringComparer.Ordinal)
    {
        ["jsonFormat"] = "each line becomes one line of compact JSON.",
    };

    /// <summary>What to do instead of a key; null for one that the Java agent does not have either.</summary>
    public static string? Find(ConfigScope scope, string key) =>
        (scope switch
        {
            ConfigScope.Top => OfAgent,
            ConfigScope.Flow => OfFlow,
            _ => OfProcessing,
        }).GetValueOrDefault(key);
}
