using System.Text.RegularExpressions;

namespace MemberHub.Domain.Help;

/// <summary>
/// Reads a help text. A line each: <c># title</c> · <c>## id title</c> of a group · <c>### id title</c> or <c>### id [condition] title</c> of an entry · <c>~ words</c> to be
/// found by · <c>- item</c> · <c>1. step</c> · <c>!name caption</c> of a picture · <c>@id</c> of an entry elsewhere · else a paragraph. In paragraphs and items <c>**strong**</c>
/// and <c>[words](/address)</c>; <c>{name}</c> stands for a fact. Anything else throws <see cref="FormatException"/> that names the line.
/// </summary>
public static partial class HelpReader
{
    public static HelpBook Read(string text, IReadOnlyDictionary<string, string> facts)
    {
        var (title, groups) = ("", new List<HelpGroup>());
        List<HelpEntry> entries = [];
        List<HelpBlock> blocks = [];
        HelpEntry? entry = null;
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = Fact().Replace(raw.Trim(), match => facts.TryGetValue(match.Groups[1].Value, out var fact) ? fact : throw Fault(number, $"{match.Value} is no fact"));
            switch (line)
            {
                case "":
                    break;
                case ['#', ' ', .. var rest]:
                    title = rest;
                    break;
                case ['#', '#', ' ', ..]:
                    var head = Heading().Match(line);
                    entries = [];
                    groups.Add(new HelpGroup(Found(head, number).Groups["id"].Value, head.Groups["title"].Value, entries));
                    entry = null;
                    break;
                case ['#', '#', '#', ' ', ..] when groups.Count > 0:
                    var start = Found(Heading().Match(line), number);
                    blocks = [];
                    entry = new HelpEntry(start.Groups["id"].Value, start.Groups["title"].Value, start.Groups["condition"].Value, "", blocks);
                    entries.Add(entry);
                    break;
                case ['~', ' ', .. var words] when entry is not null:
                    entry = entry with { Keywords = words };
                    entries[^1] = entry;
                    break;
                case ['!', .. var picture] when entry is not null && picture.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank:
                    blocks.Add(new HelpPicture(picture[..blank], picture[(blank + 1)..]));
                    break;
                case ['@', .. var id] when entry is not null:
                    blocks.Add(new HelpReference(id));
                    break;
                case ['-', ' ', .. var item] when entry is not null:
                    AddItem(blocks, Paragraph(item), isNumbered: false);
                    break;
                case [>= '1' and <= '9', '.', ' ', .. var step] when entry is not null:
                    AddItem(blocks, Paragraph(step), isNumbered: true);
                    break;
                default:
                    if (entry is null)
                    {
                        throw Fault(number, "words stand before the first entry");
                    }

                    blocks.Add(Paragraph(line));
                    break;
            }
        }

        return new HelpBook(title, groups);
    }

    private static void AddItem(List<HelpBlock> blocks, HelpParagraph item, bool isNumbered)
    {
        if (blocks is [.., HelpList list] && list.IsNumbered == isNumbered)
        {
            blocks[^1] = list with { Items = [.. list.Items, item] };
        }
        else
        {
            blocks.Add(new HelpList([item], isNumbered));
        }
    }

    private static HelpParagraph Paragraph(string text)
    {
        List<HelpSpan> spans = [];
        var at = 0;
        foreach (Match mark in Mark().Matches(text))
        {
            Add(text[at..mark.Index]);
            spans.Add(mark.Groups["strong"].Success ? new HelpSpan(mark.Groups["strong"].Value, IsStrong: true) : new HelpSpan(mark.Groups["words"].Value, Link: mark.Groups["link"].Value));
            at = mark.Index + mark.Length;
        }

        Add(text[at..]);
        return new HelpParagraph(spans);

        void Add(string plain)
        {
            if (plain.Length > 0)
            {
                spans.Add(new HelpSpan(plain));
            }
        }
    }

    private static Match Found(Match match, int number) => match.Success ? match : throw Fault(number, "a heading needs an id and a title");

    private static FormatException Fault(int number, string fault) => new($"Line {number} of the help text: {fault}.");

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Fact();

    [GeneratedRegex(@"\A#{2,3} (?<id>[a-z0-9-]+) (?:\[(?<condition>[a-z]+)\] )?(?<title>\S.*)\z")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\*\*(?<strong>[^*]+)\*\*|\[(?<words>[^\]]+)\]\((?<link>/[^)\s]*)\)")]
    private static partial Regex Mark();
}
