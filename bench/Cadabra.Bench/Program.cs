using System.Reflection;
using BenchmarkDotNet.Running;
using Cadabra.Bench.Recommender;
using Cadabra.Bench.Shipping;

if (args is ["engine", ..])
{
    return EngineCommand.Run(args[1..]);
}

if (args is ["ranking", ..])
{
    return RankingCommand.Run(args[1..]);
}

if (args is ["shipping", ..])
{
    return ShippingCommand.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
