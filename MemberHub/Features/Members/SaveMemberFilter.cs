using MemberHub.Data;
using MemberHub.Data.Filters;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Keeps a filter of the member list under a name, for the person who saves it; the same name again replaces it.</summary>
public sealed class SaveMemberFilter(MemberHubDatabases databases)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string name, MemberFilter filter, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        name = JapaneseText.Text(name);
        var query = filter.ToQuery();
        if (name.Length is 0 or > SavedFilter.NameMaxLength || JapaneseText.HasControlCharacters(name))
        {
            return new FilterNeedsName(SavedFilter.NameMaxLength);
        }

        if (query.Length is 0 or > SavedFilter.QueryMaxLength)
        {
            return new NothingToSave();
        }

        await using var database = databases.Open(actor.SocietyId);
        var mine = await database.SavedFilters.Where(kept => kept.AccountId == actor.AccountId && kept.List == FilteredList.Members).ToListAsync(cancel);
        if (mine.Find(kept => kept.Name == name) is { } same)
        {
            same.Query = query;
        }
        else if (mine.Count >= SavedFilter.MaxCount)
        {
            return new TooManyFilters(SavedFilter.MaxCount);
        }
        else
        {
            database.Add(new SavedFilter { AccountId = actor.AccountId, List = FilteredList.Members, Name = name, Query = query });
        }

        await database.SaveChangesAsync(cancel);
        return Done.It;
    }
}
