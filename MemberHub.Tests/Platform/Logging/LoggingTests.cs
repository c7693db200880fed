using MemberHub.Data.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberHub.Tests.Platform.Logging;

[Asvs("16.2.5")]
public sealed class LoggingTests : IAsyncLifetime
{
    private readonly TestApp app = new() { Settings = { ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Debug" } };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_statement_is_logged_without_its_values()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var name = "nobody.in.particular";

        await database.Set<Account>().Where(account => account.UserName == name).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains(app.Logs.Lines, line => line.Contains("\"UserName\" = @", StringComparison.Ordinal));
        app.Logs.AssertSilentAbout(name);
    }

    [Fact]
    public async Task A_broken_rule_of_the_database_is_logged_without_its_values()
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        database.AddRange(Twin(), Twin());

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Contains(app.Logs.Lines, line => line.Contains("DbUpdateException", StringComparison.Ordinal));
        app.Logs.AssertSilentAbout("twin@example.jp");

        static Account Twin() => new() { UserName = Guid.NewGuid().ToString("N"), Email = "twin@example.jp", NormalizedEmail = "TWIN@EXAMPLE.JP" };
    }

    [Fact]
    [Asvs("14.2.1")]
    public async Task A_link_with_a_token_is_not_logged()
    {
        using var browser = app.CreateClient();

        await browser.GetAsync("/healthz?token=opensesame", TestContext.Current.CancellationToken);

        app.Logs.AssertSilentAbout("opensesame");
    }

    [Fact]
    public void Silence_is_asserted_on_values_and_scopes_too()
    {
        var log = app.Services.GetRequiredService<ILogger<LoggingTests>>();
        using (log.BeginScope(new Dictionary<string, object> { ["Who"] = "in-a-scope" }))
        {
            log.LogInformation("Took {Number}", "as-a-value");
        }

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => app.Logs.AssertSilentAbout("in-a-scope"));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => app.Logs.AssertSilentAbout("as-a-value"));
    }
}
