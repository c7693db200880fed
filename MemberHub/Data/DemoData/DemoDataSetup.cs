using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Data.DemoData;

/// <summary>The demo society of a developer's machine.</summary>
public static class DemoDataSetup
{
    public static WebApplicationBuilder AddDemoData(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoSeed>();
        return builder;
    }

    /// <summary>In Development: fills an empty database and, once the server listens, prints its address and who can sign in. Elsewhere nothing.</summary>
    public static async Task ShowDemoSocietyAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        // The first key is stored when it is first used: within a step's own transaction it would wait for itself.
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("MemberHub.DemoData").Protect("first key");
        var seeded = await app.Services.GetRequiredService<DemoSeed>().RunAsync(app.Lifetime.ApplicationStopping);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(Welcome(app.Urls.FirstOrDefault() ?? "", seeded)));
    }

    private static string Welcome(string address, bool seeded)
    {
        List<string> lines = ["", $"  MemberHub is ready: {address}", ""];
        if (seeded)
        {
            var people = DemoSignIns.Members.Select(member => (member.Login, member.Shows)).Concat(DemoSignIns.Staff.Select(staff => (staff.Login, staff.Shows)));
            lines.Add($"  Sign in with one of these login IDs and the password {DemoSignIns.Password}");
            lines.AddRange(people.Select(person => $"    {person.Login,-10} {person.Shows}"));
            lines.Add("");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
