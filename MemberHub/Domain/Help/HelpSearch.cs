using System.Text;
using MemberHub.Domain.Members;

namespace MemberHub.Domain.Help;

/// <summary>Finds entries by what people type; width, case, hiragana and katakana make no difference (検索).</summary>
public static class HelpSearch
{
    /// <summary>The entries that have all words, those with a word in their title first. None for words without a letter or digit.</summary>
    public static IReadOnlyList<HelpEntry> Find(HelpBook book, string typed)
    {
        var terms = SearchText.Terms(typed);
        return terms.Count == 0 ? [] :
        [
            .. book.Entries.Where(entry => SearchText.Key(entry.Words) is var words && terms.All(term => term.IsIn(words)))
                .OrderByDescending(entry => SearchText.Key(entry.Title) is var title && terms.Any(term => term.IsIn(title))),
        ];
    }

    /// <summary>A text in pieces: what was typed, wherever it stands, and what lies between.</summary>
    public static IReadOnlyList<HelpPiece> Mark(string text, string typed)
    {
        var terms = SearchText.Terms(typed);
        var (key, places) = KeyOf(text);
        var marked = new bool[text.Length];
        foreach (var word in terms.SelectMany(term => new[] { term.Key, term.Kana ?? "" }).Where(word => word.Length > 0))
        {
            for (var at = key.IndexOf(word, StringComparison.Ordinal); at >= 0; at = key.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                Array.Fill(marked, true, places[at].Start, places[at + word.Length - 1].End - places[at].Start);
            }
        }

        List<HelpPiece> pieces = [];
        for (var (start, at) = (0, 1); at <= text.Length; at++)
        {
            if (at == text.Length || marked[at] != marked[start])
            {
                pieces.Add(new HelpPiece(text[start..at], marked[start]));
                start = at;
            }
        }

        return pieces;
    }

    // The key letter by letter, each with the place it came from. A long-vowel mark counts after kana only, so the letter before it goes with it.
    private static (string Key, List<(int Start, int End)> Places) KeyOf(string text)
    {
        var key = new StringBuilder(text.Length);
        List<(int Start, int End)> places = [];
        var at = 0;
        foreach (var sign in text.EnumerateRunes())
        {
            var end = at + sign.Utf16SequenceLength;
            var letters = sign.Value == 'ー' && key.Length > 0 ? SearchText.Key(key[^1] + "ー")[1..] : SearchText.Key(sign.ToString());
            key.Append(letters);
            places.AddRange(Enumerable.Repeat((at, end), letters.Length));
            at = end;
        }

        return (key.ToString(), places);
    }
}

/// <summary>A part of a text.</summary>
/// <param name="IsHit">It was searched for.</param>
public sealed record HelpPiece(string Text, bool IsHit);
