using System.Text;

namespace MemberHub.Features.Import;

/// <summary>What a spreadsheet does to a cell that nobody touched.</summary>
internal static class Spreadsheet
{
    /// <summary>Whether these are the digits without the zeros at their beginning: a cell of digits is taken for a number.</summary>
    public static bool TookZeros(string digits, string found) => found.Length > 0 && found.Length < digits.Length && found.All(char.IsAsciiDigit) && digits.TrimStart('0') == found;

    /// <summary>Whether this is what is left of the text in a file of this encoding: signs that it does not have become question marks.</summary>
    public static bool LostSigns(string text, string found, Encoding encoding) => encoding.GetString(encoding.GetBytes(text)) == found;
}
