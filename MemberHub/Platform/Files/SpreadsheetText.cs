namespace MemberHub.Platform.Files;

/// <summary>
/// Cells that a spreadsheet would run as a formula. A file that leaves the system shows them as text; read back, they are what they were.
/// </summary>
public static class SpreadsheetText
{
    private const char Mark = '\'';

    /// <summary>The cell with an apostrophe before it where its first sign (= + - @, tab, line break, or an apostrophe) would make a formula or be taken for the mark.</summary>
    public static string Safe(string cell) => IsRisky(cell) ? Mark + cell : cell;

    /// <summary>The cell as it was before <see cref="Safe"/>. A text that was never marked comes back as it is.</summary>
    public static string Original(string cell) => cell.Length > 1 && cell[0] == Mark && IsRisky(cell[1..]) ? cell[1..] : cell;

    // Full-width signs too: Excel in Japan reads them as their half-width ones.
    private static bool IsRisky(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n' or Mark;
}
