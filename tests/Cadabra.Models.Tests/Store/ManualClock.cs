namespace Cadabra.Models.Tests.Store;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualClock(DateTime now) : TimeProvider
{
    private DateTime _now = now;

    public override DateTimeOffset GetUtcNow() => new(_now, TimeSpan.Zero);

    public void Advance(TimeSpan time) => _now += time;
}
