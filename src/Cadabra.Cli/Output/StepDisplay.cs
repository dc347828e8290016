using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Cadabra.Cli.Output;

/// <summary>Shows the steps of long work: a progress bar on a terminal while it runs, and one line for each step when it is done.</summary>
internal sealed class StepDisplay(IAnsiConsole console, bool interactive)
{
    /// <summary>Runs one step.</summary>
    /// <param name="title">What is being done, in a few words.</param>
    /// <param name="work">The work; reports its progress as a share from 0 to 1.</param>
    /// <param name="outcome">What to say of the result when it is done.</param>
    public async Task<T> RunAsync<T>(string title, Func<IProgress<double>, Task<T>> work, Func<T, string> outcome)
    {
        long started = Stopwatch.GetTimestamp();
        T result = interactive ? await WithBarAsync(title, work) : await work(new Silent());
        string seconds = Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        console.MarkupLine($"[green]{(interactive ? "✓" : "-")}[/] {Markup.Escape(title)}: {Markup.Escape(outcome(result))} [dim]({seconds} s)[/]");
        return result;
    }

    private async Task<T> WithBarAsync<T>(string title, Func<IProgress<double>, Task<T>> work) =>
        await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return await work(new Bar(task));
            });

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Silent : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
