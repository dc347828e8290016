using Cadabra.Shipping.Configuration;

using Microsoft.Extensions.Logging;

namespace Cadabra.Shipping;

/// <summary>What the agent says. Paths, places and counts only: what a log holds is nobody's business here.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "First start of {Pattern}: {Count} files there begin at their end (initialPosition {Position}); files that appear later begin at their start.")]
    public static partial void FirstStart(ILogger logger, string pattern, int count, InitialPosition position);

    [LoggerMessage(2, LogLevel.Information, "Following {Path} from byte {Offset}.")]
    public static partial void LogFound(ILogger logger, string path, long offset);

    [LoggerMessage(3, LogLevel.Warning, "{Path} was truncated. Its new content is shipped from its start; of the old one, {Lost} bytes or more had not been read and are in no copy beside it.")]
    public static partial void LogTruncated(ILogger logger, string path, long lost);

    [LoggerMessage(4, LogLevel.Information, "{Source} was truncated; going on in its copy {Path}.")]
    public static partial void CopyFound(ILogger logger, string source, string path);

    [LoggerMessage(5, LogLevel.Error, "Lines may be lost: {What}")]
    public static partial void LogLost(ILogger logger, string what);

    [LoggerMessage(6, LogLevel.Error, "{Path} cannot be read ({Reason}); the other files are shipped, and it will be once it can be read.")]
    public static partial void Unreadable(ILogger logger, string path, string reason);

    [LoggerMessage(7, LogLevel.Error, "Reading {Path} failed ({Reason}); trying again.")]
    public static partial void ReadFailed(ILogger logger, string path, string reason);

    [LoggerMessage(10, LogLevel.Debug, "Delivered to {Sink}: {Path}, {Length} bytes at {Offset}, {Lines} lines.")]
    public static partial void ParcelDelivered(ILogger logger, string sink, string path, long offset, long length, int lines);

    [LoggerMessage(11, LogLevel.Warning, "A delivery to {Sink} failed; trying again until it works. {Reason}")]
    public static partial void DeliveryFailed(ILogger logger, string sink, string reason);

    [LoggerMessage(12, LogLevel.Debug, "A delivery to {Sink} failed again. {Reason}")]
    public static partial void DeliveryFailedAgain(ILogger logger, string sink, string reason);

    [LoggerMessage(13, LogLevel.Critical, "Nothing can be delivered to {Sink} until somebody helps; the data is kept. {Reason}")]
    public static partial void DeliveryBlocked(ILogger logger, string sink, string reason);

    [LoggerMessage(14, LogLevel.Debug, "A delivery to {Sink} was cancelled: {Source}, {Length} bytes at {Offset}. The next run sends it again.")]
    public static partial void DeliveryCancelled(ILogger logger, Exception exception, string sink, string source, long offset, long length);

    [LoggerMessage(15, LogLevel.Warning, "{Path}: a line of {Length} bytes at {Offset} is past the sink's limit; it is among the errors in {Errors}.")]
    public static partial void LineTooLong(ILogger logger, string path, long offset, long length, string errors);

    [LoggerMessage(16, LogLevel.Warning, "{Pattern}: ended with {Count} parcels under way that the sink has not acknowledged; the next run sends them again.")]
    public static partial void DrainCutShort(ILogger logger, string pattern, int count);

    [LoggerMessage(17, LogLevel.Warning, "{Pattern}: buffers of {Asked} bytes do not fit into memoryBytes ({Memory}) beside those of the other flows; using {Used}.")]
    public static partial void BufferReduced(ILogger logger, string pattern, int asked, int used, int memory);

    [LoggerMessage(20, LogLevel.Critical, "The checkpoint {Path} is damaged: {Damage}. It is kept as {Aside}; using {Instead}. Some lines may be shipped twice, none are skipped.")]
    public static partial void CheckpointDamaged(ILogger logger, string path, string damage, string aside, string instead);

    [LoggerMessage(21, LogLevel.Critical, "There was a checkpoint in {Folder}, and there is none that can be used: every file is shipped from its start, so that lines may be shipped twice but none are skipped.")]
    public static partial void CheckpointLost(ILogger logger, string folder);

    [LoggerMessage(22, LogLevel.Debug, "Checkpoint generation {Generation} begun with {Entries} entries.")]
    public static partial void CheckpointRewritten(ILogger logger, long generation, int entries);

    [LoggerMessage(23, LogLevel.Error, "The checkpoint could not be written ({Reason}); nothing new is sent until it can be.")]
    public static partial void CheckpointNotWritten(ILogger logger, string reason);

    [LoggerMessage(24, LogLevel.Warning, "Another state folder or memoryBytes takes effect at the next start only.")]
    public static partial void NeedsRestart(ILogger logger);

    [LoggerMessage(30, LogLevel.Debug, "An answer could not be sent.")]
    public static partial void AnswerFailed(ILogger logger, Exception exception);
}
