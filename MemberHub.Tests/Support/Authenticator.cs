using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Support;

/// <summary>A phone with an authenticator app: shows the code of a secret at the time of the test's clock.</summary>
public static class Authenticator
{
    /// <summary>The code of a secret as the set-up page writes it.</summary>
    /// <param name="steps">So many half minutes from now.</param>
    public static string CodeOf(this FixedClock clock, string secret, int steps = 0) =>
        Totp.CodeOf(Base32.Decode(secret.Replace(" ", "", StringComparison.Ordinal)), Totp.StepAt(clock.GetUtcNow()) + steps);

    /// <summary>The next code of an account that has set up its app: half a minute goes by first, so that it was not used before.</summary>
    public static async Task<string> NextCodeAsync(this TestApp app, long accountId)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await using var database = app.Databases.OpenAcrossSocieties();
        var factor = await database.SecondFactors.AsNoTracking().SingleAsync(row => row.AccountId == accountId, TestContext.Current.CancellationToken);
        return Totp.CodeOf(app.Services.GetRequiredService<SecondFactors>().SecretOf(factor), Totp.StepAt(app.Clock.GetUtcNow()));
    }
}
