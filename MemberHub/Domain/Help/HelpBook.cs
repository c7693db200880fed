namespace MemberHub.Domain.Help;

/// <summary>A help text (よくあるご質問, 操作マニュアル): groups of entries, read from one file for pages and for paper.</summary>
public sealed record HelpBook(string Title, IReadOnlyList<HelpGroup> Groups)
{
    /// <summary>All entries in their order.</summary>
    public IEnumerable<HelpEntry> Entries => Groups.SelectMany(group => group.Entries);

    /// <summary>The entries that hold, without groups that have none left.</summary>
    public HelpBook Where(Predicate<HelpEntry> holds) =>
        this with { Groups = [.. Groups.Select(group => group with { Entries = [.. group.Entries.Where(entry => holds(entry))] }).Where(group => group.Entries.Count > 0)] };

    /// <summary>The same with what entries refer to put in their place; a reference to an entry that is not there goes.</summary>
    public HelpBook Resolve(HelpBook source)
    {
        var known = source.Entries.ToDictionary(entry => entry.Id);
        return this with { Groups = [.. Groups.Select(group => group with { Entries = [.. group.Entries.SelectMany(entry => entry.Resolve(known))] })] };
    }
}

/// <summary>Entries about one matter.</summary>
/// <param name="Id">The anchor of its heading; the same in both languages.</param>
public sealed record HelpGroup(string Id, string Title, IReadOnlyList<HelpEntry> Entries);

/// <summary>A question with its answer, or a section of a manual.</summary>
/// <param name="Id">Its anchor; the same in both languages.</param>
/// <param name="Condition">A word in code for when it holds, such as store; empty for always.</param>
/// <param name="Keywords">Other words people search for; not shown.</param>
public sealed record HelpEntry(string Id, string Title, string Condition, string Keywords, IReadOnlyList<HelpBlock> Blocks)
{
    /// <summary>All words of it, for searching.</summary>
    public string Words => string.Join(' ', [Title, Keywords, .. Blocks.Select(block => block.Words)]);

    internal IEnumerable<HelpEntry> Resolve(IReadOnlyDictionary<string, HelpEntry> known)
    {
        var own = Blocks.Where(block => block is not HelpReference).ToList();
        if (own.Count > 0)
        {
            yield return this with { Blocks = own };
        }

        foreach (var reference in Blocks.OfType<HelpReference>())
        {
            if (known.TryGetValue(reference.Id, out var entry))
            {
                yield return entry;
            }
        }
    }
}

/// <summary>A piece of an entry.</summary>
public abstract record HelpBlock
{
    public virtual string Words => "";
}

/// <summary>A paragraph.</summary>
public sealed record HelpParagraph(IReadOnlyList<HelpSpan> Spans) : HelpBlock
{
    public override string Words => string.Concat(Spans.Select(span => span.Text));
}

/// <summary>A list, with dots or with numbers.</summary>
public sealed record HelpList(IReadOnlyList<HelpParagraph> Items, bool IsNumbered) : HelpBlock
{
    public override string Words => string.Join(' ', Items.Select(item => item.Words));
}

/// <summary>A picture of a page.</summary>
/// <param name="Name">Of its file, without ending.</param>
public sealed record HelpPicture(string Name, string Caption) : HelpBlock;

/// <summary>Stands for the entry with this id of another book.</summary>
public sealed record HelpReference(string Id) : HelpBlock;

/// <summary>Some words of a paragraph.</summary>
/// <param name="Link">Where they lead; empty for nowhere.</param>
public sealed record HelpSpan(string Text, bool IsStrong = false, string Link = "");
