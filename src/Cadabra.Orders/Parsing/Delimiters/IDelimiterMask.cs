namespace Cadabra.Orders.Parsing.Delimiters;

/// <summary>Compares a block of 64 bytes with the delimiters of a log: comma, quote and line feed.</summary>
internal interface IDelimiterMask
{
    /// <summary>Whether this CPU has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Bit <c>i</c> of the result is set where byte <c>i</c> of the 64 bytes at <paramref name="block"/> is a delimiter.</summary>
    static abstract ulong Of(ref readonly byte block);
}
