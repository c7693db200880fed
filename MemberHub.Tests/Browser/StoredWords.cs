using System.Text.Json;
using System.Text.RegularExpressions;
using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Browser;

/// <summary>Every text that the database holds, so that what a page shows can be told from what it says itself.</summary>
internal sealed partial class StoredWords
{
    private readonly List<string> longestFirst;

    private StoredWords(IEnumerable<string> words) =>
        longestFirst = [.. words.Select(Fold).Where(word => word.Length > 0 && Kana().IsMatch(word)).Distinct().OrderByDescending(word => word.Length)];

    public static async Task<StoredWords> ReadAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var words = new List<string>();
        await database.Database.OpenConnectionAsync(cancel);
        foreach (var table in database.Model.GetEntityTypes().Select(type => type.GetTableName()).Distinct())
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"""SELECT * FROM "{table}" """;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                words.AddRange(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).OfType<string>().SelectMany(Leaves));
            }
        }

        return new StoredWords(words);
    }

    /// <summary>What is Japanese in the text and not stored; empty where nothing is.</summary>
    public string Own(string text)
    {
        var rest = Fold(text);
        foreach (var word in longestFirst)
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return Kana().IsMatch(rest) ? rest.Trim() : "";
    }

    private static IEnumerable<string> Leaves(string text)
    {
        if (text is ['{', ..] or ['[', ..])
        {
            using var json = Parsed(text);
            return json is null ? Lines(text) : [.. Leaves(json.RootElement)];
        }

        return Lines(text);
    }

    private static IEnumerable<string> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Leaves(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String => Lines(element.GetString()!),
        _ => [],
    };

    private static IEnumerable<string> Lines(string text) => [text, .. text.Split('\n'), .. text.Split(';')];

    private static JsonDocument? Parsed(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Fold(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\u3041-\u30FA\u30FC-\u30FF\uFF66-\uFF9F]")]
    private static partial Regex Kana();

    [GeneratedRegex(@"[\s\u3000]+")]
    private static partial Regex Spaces();
}
