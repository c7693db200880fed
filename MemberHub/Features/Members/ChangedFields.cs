using System.Text.Json;

namespace MemberHub.Features.Members;

/// <summary>Reads old and new values out of the facts of an audit line.</summary>
internal static class ChangedFields
{
    /// <summary>Empty where the line tells no change of fields, or its values were erased.</summary>
    public static IReadOnlyList<ChangedField> Of(string details)
    {
        if (details.Length == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(details);
        return document.RootElement.ValueKind == JsonValueKind.Object ? [.. Fields(document.RootElement)] : [];
    }

    // Two forms are written: a list of {Field, Old, New}, and pairs [old, new] under the field's name.
    private static IEnumerable<ChangedField> Fields(JsonElement facts)
    {
        foreach (var fact in facts.EnumerateObject())
        {
            if (fact.Name == "changes" && fact.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var change in fact.Value.EnumerateArray())
                {
                    yield return new ChangedField(Text(change, "Field"), Text(change, "Old"), Text(change, "New"));
                }
            }
            else if (fact.Value.ValueKind == JsonValueKind.Array && fact.Value.GetArrayLength() == 2 && fact.Value.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String))
            {
                yield return new ChangedField(fact.Name, fact.Value[0].GetString()!, fact.Value[1].GetString()!);
            }
        }
    }

    private static string Text(JsonElement change, string name) =>
        change.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
