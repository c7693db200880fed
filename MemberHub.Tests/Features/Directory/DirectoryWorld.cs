using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Directory;
using MemberHub.Features.Members;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Directory;

/// <summary>Members who show something or nothing, and what the tests of the directory do with them.</summary>
internal static class DirectoryWorld
{
    public const VisibleFields Everything = (VisibleFields)1023;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Mariko's details under another name, with one affiliation; shows nothing until told.</summary>
    public static Task<Actor> AddNamedAsync(this TestApp app, string name, string kana, VisibleFields shown = VisibleFields.None, string category = "Regular", DateOnly? withdrawnOn = null) =>
        app.AddMemberAsync(Mariko with { Name = name, Kana = kana, Visible = shown }, [Minato with { Visible = shown }], category, withdrawnOn);

    public static Task<Result<DirectoryFound>> SearchAsync(this TestApp app, Actor actor, string words) =>
        app.Services.GetRequiredService<SearchDirectory>().RunAsync(actor, words, Cancel);

    public static async Task<IEnumerable<string>> NamesAsync(this TestApp app, Actor actor, string words) =>
        (await app.SearchAsync(actor, words)).OrThrow().Entries.Select(entry => entry.Name);

    public static async Task SetAsync(this TestApp app, DirectorySettings settings)
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        var row = await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel);
        row.Change(row.Settings with { Directory = settings });
        await database.SaveChangesAsync(Cancel);
    }

    /// <summary>By the office's own use case.</summary>
    public static async Task<Refusal?> ListAsync(this TestApp app, Actor member, bool unlisted, string reason = "ご本人の申し出")
    {
        var row = await app.MemberAsync(member);
        var secretary = new Actor(member.AccountId, member.SocietyId, null, [StaffRole.Secretary]);
        return (await app.Services.GetRequiredService<ListMember>().RunAsync(secretary, row.Number.Digits, new ListingForm { Version = row.Version, Unlisted = unlisted, Reason = reason }, Cancel)).Refusal;
    }
}
