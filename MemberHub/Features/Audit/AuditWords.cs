using System.Globalization;
using System.Text.Json;
using MemberHub.Components.Texts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Audit;

/// <summary>One fact of a line in words; with an old value it was changed from that.</summary>
public sealed record AuditFact(string Label, string? Before, string Value);

/// <summary>Says in words what a line of the audit trail keeps: its action, its values, where it came from.</summary>
public sealed class AuditWords(IStringLocalizer<AuditText> text, IStringLocalizerFactory localizers, IEnumerable<TextSource> sources)
{
    // A feature names its own fields and values, as the settings do.
    private readonly IReadOnlyList<IStringLocalizer> _texts = [text, .. sources.Select(source => localizers.Create(source.Marker))];

    private const string ActionPrefix = "Action.";

    // How use cases name an old and a new value in their details.
    private static readonly (string Before, string After)[] Pairs = [("before", "after"), ("old", "new"), ("from", "to")];

    // Its lines about a member say each column that changed as [old, new]; in any other line, two values in a row are a list.
    private const string Import = "ImportRosterAndDues";

    private static readonly string[] Amounts = ["Amount", "Total", "Refunded", "Credit", "Owed"];

    /// <summary>What was done; the use case's own name where there is no word for it.</summary>
    public string Action(string name) => Word(ActionPrefix + name) ?? name;

    /// <summary>Every action there is a word for, with the word.</summary>
    public IEnumerable<(string Name, string Word)> Actions() => text.GetAllStrings(includeParentCultures: false)
        .Where(item => item.Name.StartsWith(ActionPrefix, StringComparison.Ordinal))
        .Select(item => (item.Name[ActionPrefix.Length..], item.Value));

    public string Origin(string origin) => origin switch
    {
        "" => "—",
        AuditTrail.Command or AuditTrail.Job => text[$"Origin.{origin}"],
        _ => origin,
    };

    /// <summary>The values of a line, old and new side by side.</summary>
    public IReadOnlyList<AuditFact> Facts(string action, string details, AuditClasses? classes = null)
    {
        if (details.Length == 0)
        {
            return [new AuditFact(text["Erased"], null, "")];
        }

        try
        {
            using var document = JsonDocument.Parse(details);
            var facts = action == Import && IsOfColumns(document.RootElement) ? OfColumns(document.RootElement) : Facts("", document.RootElement);
            return [.. facts.Select(fact => WithNames(fact, classes ?? AuditClasses.None))];
        }
        catch (JsonException)
        {
            return [new AuditFact("", null, details)];
        }
    }

    private static bool IsOfColumns(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(column => column.Value is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2);

    private IEnumerable<AuditFact> OfColumns(JsonElement value) => value.EnumerateObject()
        .Select(column => (Label: Label(column.Name), Pair: column.Value))
        .Select(column => new AuditFact(column.Label, Plain(column.Label, column.Pair[0]), Plain(column.Label, column.Pair[1])));

    // Lists of categories and ranks are kept as keys.
    private AuditFact WithNames(AuditFact fact, AuditClasses classes) =>
        fact.Label == Label("Categories") ? fact with { Before = NamesOf(fact.Before, classes.Categories), Value = NamesOf(fact.Value, classes.Categories)! }
        : fact.Label == Label("Ranks") ? fact with { Before = NamesOf(fact.Before, classes.Ranks), Value = NamesOf(fact.Value, classes.Ranks)! }
        : fact;

    private static string? NamesOf(string? text, IReadOnlyDictionary<long, string> names) => text is { Length: > 1 } && text[0] == ',' && text[^1] == ','
        ? string.Join("、", KeyList.Read(text).Select(key => names.GetValueOrDefault(key) ?? key.ToString(CultureInfo.InvariantCulture)))
        : text;

    private IEnumerable<AuditFact> Facts(string label, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => OfObject(label, value),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) => value.EnumerateArray().SelectMany(item => Facts(label, item)),
        JsonValueKind.Array => [new AuditFact(label, null, string.Join("、", value.EnumerateArray().Select(item => Plain(label, item))))],
        JsonValueKind.Null => [],
        JsonValueKind.String when value.GetString() is "" => [],
        _ => [new AuditFact(label, null, Plain(label, value))],
    };

    private IEnumerable<AuditFact> OfObject(string label, JsonElement value)
    {
        var properties = value.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.OrdinalIgnoreCase);
        var named = properties.Remove("field", out var field) ? Label(field.ToString()) : label;
        foreach (var (before, after) in Pairs)
        {
            if (!properties.TryGetValue(before, out var old) || !properties.TryGetValue(after, out var now))
            {
                continue;
            }

            properties.Remove(before);
            properties.Remove(after);
            if (old.ValueKind == JsonValueKind.Null && now.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (old.ValueKind != JsonValueKind.Object && now.ValueKind != JsonValueKind.Object)
            {
                yield return new AuditFact(named, Plain(named, old), Plain(named, now));
            }
            else
            {
                foreach (var changed in OfPair(old, now))
                {
                    yield return changed;
                }
            }
        }

        foreach (var fact in properties.SelectMany(property => Facts(Label(property.Key), property.Value)))
        {
            yield return fact;
        }
    }

    // Two whole records: what differs between them.
    private IEnumerable<AuditFact> OfPair(JsonElement old, JsonElement now)
    {
        var before = Properties(old);
        var after = Properties(now);
        return from name in before.Keys.Union(after.Keys)
               let was = before.GetValueOrDefault(name, "")
               let becomes = after.GetValueOrDefault(name, "")
               where was != becomes
               select new AuditFact(Label(name), was, becomes);
    }

    private Dictionary<string, string> Properties(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Name, property.Value))
        : [];

    private string Plain(string label, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.True => text["Yes"],
        JsonValueKind.False => text["No"],
        JsonValueKind.Number when Amounts.Any(name => label == Label(name)) && value.TryGetInt64(out var yen) => Show.Money(new Yen(yen)),
        JsonValueKind.String => Word($"Value.{value.GetString()}") ?? value.GetString() ?? "",
        _ => value.ToString(),
    };

    private string Label(string name) => Word($"Field.{char.ToUpperInvariant(name[0])}{name[1..]}") ?? name;

    private static string? Said(LocalizedString found) => found.ResourceNotFound ? null : found.Value;

    private string? Word(string key) => _texts.Select(source => Said(source[key])).FirstOrDefault(word => word is not null);
}
