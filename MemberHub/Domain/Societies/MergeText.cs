using System.Text.RegularExpressions;

namespace MemberHub.Domain.Societies;

/// <summary>A text with merge fields (差し込み) in braces, such as {氏名}, which each reader's own values replace.</summary>
public static partial class MergeText
{
    public const string Name = "氏名";
    public const string Number = "会員番号";
    public const string Category = "会員区分";
    public const string Open = "未納額";

    /// <summary>The fields there are.</summary>
    public static readonly IReadOnlyList<string> Fields = [Name, Number, Category, Open];

    /// <summary>The first field in the text that does not exist; null when all do.</summary>
    public static string? UnknownIn(string text) => Field().Matches(text).Select(match => match.Groups[1].Value).FirstOrDefault(field => !Fields.Contains(field));

    /// <summary>The text for one reader. What a value holds is never read as a field.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Field().Replace(text, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\{([^{}\r\n]{1,20})\}")]
    private static partial Regex Field();
}
