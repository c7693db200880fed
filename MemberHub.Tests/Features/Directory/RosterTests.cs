using System.Net;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Directory;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Directory;

/// <summary>名簿, and who opens which page of the directory.</summary>
public sealed class RosterTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Actor reader = default!;
    private Actor left = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        reader = await app.AddNamedAsync("評田　会", "ひょうだ　かい");
        left = await app.AddNamedAsync("名田　退", "なだ　のく", category: "Honorary", withdrawnOn: new DateOnly(2026, 1, 1));
        await app.AddNamedAsync("名田　栄", "なだ　さかえ", category: "Honorary");
        await app.AddNamedAsync("功田　誠", "こうだ　まこと", category: "Meritorious");
        var second = await app.AddNamedAsync("相田　議", "あいだ　はかる");
        var hides = await app.AddNamedAsync("評田　隠", "ひょうだ　いん");
        await using var database = app.Databases.Open(reader.SocietyId);
        var rank = await database.Ranks.SingleAsync(item => item.Code == "Councillor", Cancel);
        foreach (var actor in (Actor[])[reader, second, hides])
        {
            var member = await database.Members.SingleAsync(item => item.Id == actor.MemberId, Cancel);
            member.Classify(member.CategoryId, rank.Id, member.JoinedOn, null);
        }

        await database.SaveChangesAsync(Cancel);
        Assert.Null(await app.ListAsync(hides, unlisted: true));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Honours_are_named_alone_and_councillors_with_their_institution_in_the_order_of_the_readings()
    {
        Assert.Equal([new RosterLine("名田　栄", "")], (await OpenAsync(reader, RosterKind.Honorary)).OrThrow().Lines);
        Assert.Equal([new RosterLine("功田　誠", "")], (await OpenAsync(reader, RosterKind.Meritorious)).OrThrow().Lines);
        Assert.Equal(
            [new RosterLine("相田　議", "みなと総合医療センター"), new RosterLine("評田　会", "みなと総合医療センター")],
            (await OpenAsync(reader, RosterKind.Councillor)).OrThrow().Lines);
        Assert.Equal(1, (await app.Services.GetRequiredService<OpenRoster>().RunAsync(reader, RosterKind.Councillor, 99, Cancel)).OrThrow().Page);
        Assert.True((await OpenAsync(new Actor(1, reader.SocietyId, null, [StaffRole.Viewer]), RosterKind.Honorary)).Succeeded);
        Assert.IsType<DirectoryForMembersOnly>((await OpenAsync(left, RosterKind.Honorary)).Refusal);
        Assert.IsType<DirectoryForMembersOnly>((await OpenAsync(new Actor(1, reader.SocietyId, null, []), RosterKind.Honorary)).Refusal);
    }

    [Fact]
    public async Task Rosters_are_for_members_until_the_society_publishes_them()
    {
        var stranger = new Visitor(app);
        Assert.Equal("/directory/rosters?list=honorary", await RedirectAsync(stranger, "/rosters?list=honorary"));

        await app.SetAsync(new DirectorySettings { PublishesRosters = true });
        var page = await stranger.ReadAsync("/rosters?list=councillor");
        Assert.Contains("相田　議", page);
        Assert.Contains("みなと総合医療センター", page);
        Assert.DoesNotContain("評田　隠", page);
        Assert.DoesNotContain("0123-4567", page);
        page = await stranger.ReadAsync("/rosters");
        Assert.Contains("名田　栄", page);
        Assert.DoesNotContain("名田　退", page);
        Assert.DoesNotContain("みなと総合医療センター", page);
    }

    [Fact]
    public async Task Every_page_of_the_directory_asks_who_it_is()
    {
        var stranger = new Visitor(app);
        foreach (var path in (string[])["/directory", "/directory/me", "/directory/rosters"])
        {
            Assert.StartsWith("/login?returnUrl=", await RedirectAsync(stranger, path), StringComparison.Ordinal);
            Assert.Contains("在会中の会員だけ", await ReadAsync(left, path));
        }

        Assert.Contains("氏名・ふりがな", await ReadAsync(reader, "/directory"));
        Assert.Contains("評田　会", await ReadAsync(reader, "/directory/me"));
        Assert.DoesNotContain("090-0123-4567", await ReadAsync(reader, "/directory/me"));
        Assert.Contains("功田　誠", await ReadAsync(reader, "/directory/rosters?list=meritorious"));
    }

    private Task<Result<Roster>> OpenAsync(Actor actor, RosterKind kind) => app.Services.GetRequiredService<OpenRoster>().RunAsync(actor, kind, 1, Cancel);

    private async Task<string> ReadAsync(Actor actor, string path)
    {
        using var client = await app.ClientOfAsync(actor);
        var answer = await client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Visitor.TextOf(answer);
    }

    private static async Task<string> RedirectAsync(Visitor visitor, string path)
    {
        var answer = await visitor.OpenAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var to = answer.Headers.Location!;
        return to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString;
    }
}
