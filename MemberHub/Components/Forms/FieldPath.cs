using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Components.Forms;

namespace MemberHub.Components.Forms;

/// <summary>Finds the field that a validator's path names: "Affiliations[1].Institution" is Institution of the second affiliation.</summary>
public static class FieldPath
{
    /// <summary>The field; the whole path as a field of <paramref name="model"/> when something on the way is missing.</summary>
    public static FieldIdentifier Resolve(object model, string path)
    {
        var steps = path.Split('.');
        object? owner = model;
        foreach (var step in steps[..^1])
        {
            owner = owner is null ? null : Step(owner, step);
        }

        return owner is null ? new FieldIdentifier(model, path) : new FieldIdentifier(owner, steps[^1]);
    }

    private static object? Step(object owner, string step)
    {
        var bracket = step.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
        {
            return Read(owner, step);
        }

        var index = int.Parse(step[(bracket + 1)..^1], CultureInfo.InvariantCulture);
        return (Read(owner, step[..bracket]) as IEnumerable)?.Cast<object>().ElementAtOrDefault(index);
    }

    private static object? Read(object owner, string property) => owner.GetType().GetProperty(property)?.GetValue(owner);
}
