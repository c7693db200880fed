using System.Net;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Components;

/// <summary>What every answer of the portal has in common, whatever it says.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("1.2.1", "1.2.3", "3.2.2")]
    public async Task What_people_typed_is_shown_as_text()
    {
        await new RosterBuilder(app.Databases, society).Numbered("0000101").Named("<script>alert('x')</script>").AddAsync();
        var secretary = await app.AddStaffAsync("jimu", StaffRole.Secretary);
        using var client = await app.ClientOfAsync(new Actor(secretary.Id, society.Id, null, [StaffRole.Secretary]));

        var page = await client.GetStringAsync("/office/members/0000101", Cancel);

        Assert.Contains("&lt;script&gt;alert(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert(", page, StringComparison.Ordinal);
    }

    [Theory]
    [Asvs("4.1.1", "14.2.2", "14.3.2")]
    [InlineData("/profile/account")]
    [InlineData("/payments")]
    public async Task A_page_names_its_character_set_and_is_kept_by_nobody(string path)
    {
        var member = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        using var client = await app.ClientOfAsync(new Actor(member.Id, society.Id, null, []));

        using var answer = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("text/html", "utf-8"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentType.CharSet));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    [Asvs("13.4.3", "13.4.4")]
    public async Task No_folder_is_listed_and_nothing_is_echoed()
    {
        using var client = app.Connect();
        using var trace = new HttpRequestMessage(HttpMethod.Trace, "/login");

        using var echoed = await client.SendAsync(trace, Cancel);
        using var listed = await client.GetAsync("/css/", Cancel);

        Assert.False(echoed.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, listed.StatusCode);
    }
}
