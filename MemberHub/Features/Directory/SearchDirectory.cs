using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Directory;

/// <summary>Who was found.</summary>
/// <param name="Entries">At most <see cref="SearchDirectory.MostShown"/>.</param>
/// <param name="Count">How many there are altogether.</param>
public sealed record DirectoryFound(IReadOnlyList<DirectoryEntry> Entries, int Count);

/// <summary>Finds members by name or reading, so often in an hour. What was searched for is kept nowhere.</summary>
public sealed class SearchDirectory(MemberHubDatabases databases, MemberIndex index, TimeProvider clock)
{
    /// <summary>More rows than this are never shown: the directory is no list.</summary>
    public const int MostShown = 50;

    public const int WordsMaxLength = 100;

    public async Task<Result<DirectoryFound>> RunAsync(Actor actor, string words, CancellationToken cancel)
    {
        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        if (!await database.MaySeeOthersAsync(actor, today, cancel))
        {
            return new DirectoryForMembersOnly();
        }

        var terms = SearchText.Terms(words.Length > WordsMaxLength ? words[..WordsMaxLength] : words);
        if (!terms.Any(IsEnough))
        {
            return new NameTooShort();
        }

        var limit = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        if (await database.TakeSearchAsync(actor, limit.Directory.SearchesPerHour, clock.UtcNow(), cancel) is { } full)
        {
            return full;
        }

        var (ids, count) = await database.FindInDirectoryAsync(index, terms, MostShown, today, cancel);
        return new DirectoryFound(await database.ReadDirectoryAsync(ids, cancel), count);
    }

    // One kanji may be a whole family name; one kana or letter is in half of all names.
    private static bool IsEnough(SearchTerm term) => term.Key is { Length: > 1 } or [>= '\u3400'];
}
