using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Settings;

/// <summary>Further places of the society, one per line in the order of the menu: label | English label | address.</summary>
internal static class HelpLinks
{
    private const char Divider = '|';
    private const char WideDivider = '｜';

    public static readonly SettingsField Field = new("HelpLinks", SettingsInput.Lines, values => string.Join('\n', values.Settings.Help.Links.Select(Written)), Write);

    private static string Written(SocietyLink link) => $"{link.LabelJa} {Divider} {link.LabelEn} {Divider} {link.Address}";

    private static SettingsAnswer Write(SettingsValues values, string typed)
    {
        var links = typed.ReplaceLineEndings("\n").Split('\n').Select(JapaneseText.Text).Where(line => line.Length > 0).Select(Read).ToList();
        return links.Count <= SocietyLink.MostLinks && links.TrueForAll(link => link is not null)
            ? values with { Settings = values.Settings with { Help = values.Settings.Help with { Links = [.. links.OfType<SocietyLink>()] } } }
            : new SettingsAnswer(null, "HelpLinks", SocietyLink.MostLinks, SocietyLink.LabelMaxLength);
    }

    // Null for a line that is no link. The English label may be empty.
    private static SocietyLink? Read(string line) => line.Replace(WideDivider, Divider).Split(Divider, StringSplitOptions.TrimEntries) switch
    {
        [{ Length: > 0 and <= SocietyLink.LabelMaxLength } ja, { Length: <= SocietyLink.LabelMaxLength } en, var address]
            when !JapaneseText.HasControlCharacters(line) && SocietyLink.IsAddress(JapaneseText.Code(address)) => new SocietyLink(ja, en, JapaneseText.Code(address)),
        _ => null,
    };
}
