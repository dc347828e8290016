using System.CommandLine;
using Cadabra.Cli;

ParseResult parsed = CadabraCommand.Create().Parse(args);
return await CommandRunner.RunAsync(parsed);
