using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>The settings as they are, written out.</summary>
/// <param name="Values">By the name of the field.</param>
public sealed record SettingsView(IReadOnlyDictionary<string, string> Values, bool MayChange);

/// <summary>Reads the society's settings.</summary>
public sealed class OpenSettings(MemberHubDatabases databases)
{
    public async Task<Result<SettingsView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var values = SettingsValues.Of(await database.Societies.AsNoTracking().SingleAsync(society => society.Id == actor.SocietyId, cancel));
        return new SettingsView(SettingsSections.All.SelectMany(section => section.Fields).ToDictionary(field => field.Name, field => field.Read(values)), actor.May(OfficeRight.EditSettings));
    }
}
