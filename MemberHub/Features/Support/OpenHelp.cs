using MemberHub.Domain.Help;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Support;

/// <summary>What the help page shows.</summary>
/// <param name="Book">The questions that hold for the society, in groups.</param>
/// <param name="Hits">What was found; null where nothing was searched for.</param>
public sealed record HelpView(HelpBook Book, IReadOnlyList<HelpEntry>? Hits, IReadOnlyList<SocietyLink> Links, Issuer Office);

/// <summary>Reads the questions and answers (よくあるご質問) in a language, and finds those with some words.</summary>
public sealed class OpenHelp(PortalSociety portal, HelpFacts facts)
{
    public const int WordsMaxLength = 100;

    /// <param name="words">As typed; null or blank for all.</param>
    public async Task<HelpView> ReadAsync(string? words, string language, CancellationToken cancel)
    {
        if (await portal.ReadAsync(cancel) is not { } society)
        {
            return new HelpView(new HelpBook("", []), null, [], new Issuer());
        }

        var book = HelpBooks.Read(HelpBooks.Faq, language, facts.Of(society, language)).Where(entry => HelpFacts.Holds(entry, society.Settings));
        var typed = words is { Length: > WordsMaxLength } ? words[..WordsMaxLength] : words;
        return new HelpView(book, string.IsNullOrWhiteSpace(typed) ? null : HelpSearch.Find(book, typed), society.Settings.Help.Links, society.Settings.Issuer);
    }
}
