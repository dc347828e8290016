using System.CommandLine;
using System.CommandLine.Help;
using Cadabra.Cli.Commands;
using Cadabra.Cli.Commands.Models;

namespace Cadabra.Cli;

/// <summary>The command line as a whole: the verbs in the order in which a newcomer meets them.</summary>
internal static class CadabraCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Cadabra: order logs in, recommendations out.")
        {
            new DemoCommand(),
            new GenerateCommand(),
            new ShipCommand(),
            new InspectCommand(),
            new TrainCommand(),
            new EvaluateCommand(),
            new RecommendCommand(),
            new SimilarCommand(),
            new ModelsCommand(),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        var helpWithExamples = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = helpWithExamples;
        root.SetAction(parsed =>
        {
            helpWithExamples.Invoke(parsed);
            return ExitCode.BadInput;
        });
        return root;
    }
}
