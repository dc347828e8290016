namespace Cadabra.Shipping.Configuration.Keys;

/// <summary>Guesses which key was meant by one that does not exist.</summary>
internal static class NearestKey
{
    /// <summary>The known key that takes the fewest edits, case aside; null if none is near.</summary>
    public static string? To(string key, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = Math.Min(key.Length / 3, 4) + 1;
        foreach (string candidate in known)
        {
            int edits = Edits(key.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (edits < least)
            {
                (nearest, least) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Levenshtein's distance, one row at a time. A key as long as a book is not worth the time.
    private static int Edits(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 4)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
