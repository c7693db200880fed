using Microsoft.AspNetCore.Components.Forms;

namespace MemberHub.Components.Forms;

/// <summary>The fields that stand on a form, in their order, so that the summary can name them and jump to them.</summary>
public sealed class FormFields
{
    private readonly List<Entry> _entries = [];

    /// <summary>A field on the page: what it edits, the id of its input, its label.</summary>
    public sealed record Entry(FieldIdentifier Field, string Id, string Label);

    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The fields of this form; empty at first.</summary>
    public static FormFields Of(EditContext form)
    {
        if (form.Properties.TryGetValue(typeof(FormFields), out var known))
        {
            return (FormFields)known;
        }

        var fields = new FormFields();
        form.Properties[typeof(FormFields)] = fields;
        return fields;
    }

    public void Add(Entry entry) => _entries.Add(entry);

    public void Remove(Entry entry) => _entries.RemoveAll(known => ReferenceEquals(known, entry));
}
