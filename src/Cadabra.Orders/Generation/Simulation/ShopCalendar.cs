namespace Cadabra.Orders.Generation.Simulation;

/// <summary>When the shop sells: more towards Christmas, little on Saturdays, and in working hours.</summary>
internal sealed class ShopCalendar
{
    private static readonly double[] Months = [0.75, 0.70, 0.85, 0.80, 0.95, 0.90, 0.90, 0.90, 1.20, 1.35, 1.70, 1.30];
    private static readonly double[] WeekdaysFromSunday = [0.6, 1, 1.05, 1, 1.1, 0.95, 0.2];

    private readonly DateOnly _firstDay;
    private readonly double[] _shareThrough;

    /// <summary>Plans the days from the first to the last.</summary>
    public ShopCalendar(DateOnly firstDay, DateOnly lastDay)
    {
        _firstDay = firstDay;
        _shareThrough = new double[lastDay.DayNumber - firstDay.DayNumber + 1];
        double sum = 0;
        for (int day = 0; day < _shareThrough.Length; day++)
        {
            sum += Months[DateOf(day).Month - 1] * WeekdaysFromSunday[(int)DateOf(day).DayOfWeek];
            _shareThrough[day] = sum;
        }

        for (int day = 0; day < _shareThrough.Length; day++)
        {
            _shareThrough[day] /= sum;
        }
    }

    /// <summary>Number of days.</summary>
    public int Days => _shareThrough.Length;

    /// <summary>Date of a day, counted from 0.</summary>
    public DateOnly DateOf(int day) => _firstDay.AddDays(day);

    /// <summary>How many of so many lines are sold by the end of a day; all of them by the end of the last.</summary>
    public long LinesThrough(int day, long lines) => day == Days - 1 ? lines : (long)(lines * _shareThrough[day]);

    /// <summary>Fills in times of a day, ascending, most of them about noon.</summary>
    public void DrawTimes(int day, Span<DateTime> times, ShopRandom random)
    {
        const int Opening = 8 * 3600;
        const int OpenFor = 10 * 3600;
        DateTime midnight = DateOf(day).ToDateTime(TimeOnly.MinValue);
        foreach (ref DateTime time in times)
        {
            time = midnight.AddSeconds(Opening + (random.Next(OpenFor) + random.Next(OpenFor)) / 2);
        }

        times.Sort();
    }
}
