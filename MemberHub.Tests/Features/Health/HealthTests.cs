using System.Net;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Health;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_process_that_runs_says_so_to_anybody()
    {
        using var browser = app.CreateClient();

        Assert.Equal("""{"status":"ok"}""", await browser.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_database_font_and_room_the_node_is_ready() =>
        Assert.Equal((HttpStatusCode.OK, """{"database":true,"font":true,"disk":true,"ready":true}"""), await AskAsync());

    [Fact]
    [Asvs("16.5.2")]
    public async Task Without_its_database_the_node_lives_but_is_not_ready()
    {
        Assert.Equal(HttpStatusCode.OK, (await AskAsync()).Status);
        await using (var database = app.Databases.OpenAcrossSocieties())
        {
            await database.Database.EnsureDeletedAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"database":false,"font":true,"disk":true,"ready":false}"""), await AskAsync());
        using var browser = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/healthz", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_database_that_lacks_a_migration_is_not_ready()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var cancel = TestContext.Current.CancellationToken;
        Assert.NotEqual(0, await database.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", cancel));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"database":false,"font":true,"disk":true,"ready":false}"""), await AskAsync());
    }

    [Fact]
    public async Task A_full_disk_is_not_ready()
    {
        app.Settings["Health:FreeMegabytes"] = "2000000000";

        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"database":true,"font":true,"disk":false,"ready":false}"""), await AskAsync());
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync()
    {
        using var browser = app.CreateClient();
        using var answer = await browser.GetAsync("/readyz", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
