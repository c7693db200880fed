using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>A copy of the database alone opens nothing: its keys are wrapped by something outside it.</summary>
[Asvs("9.1.1", "11.2.2", "11.3.1", "11.3.3", "13.3.1")]
public sealed class WrappedKeysTests : IAsyncDisposable
{
    private const string Purpose = "test";
    private const string Warning = "lie in the database unwrapped";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("memberhub-keys").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("DataProtection:KeyFile", "wrap.key")]
    [InlineData("DataProtection:Certificate", "wrap.pfx")]
    [InlineData("DataProtection:Certificate", "wrap.pem")]
    public async Task Keys_are_wrapped_and_hold_after_a_restart(string setting, string file)
    {
        var app = new TestApp { Settings = { [setting] = New(file), ["DataProtection:CertificatePassword"] = file.EndsWith(".pfx", StringComparison.Ordinal) ? "kagi" : "" } };
        app.StartServer();
        var secret = Protect(app);

        Assert.All(await KeysAsync(app), key =>
        {
            Assert.Contains("<wrapped by=", key, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(Warning, StringComparison.Ordinal));

        await using var again = await app.RestartAsync();
        again.StartServer();
        Assert.Equal("内緒", Unprotect(again, secret));
    }

    [Fact]
    public async Task Open_keys_are_wrapped_once_a_file_is_configured_and_renewed_with_another()
    {
        var app = new TestApp();
        app.StartServer();
        var secret = Protect(app);
        Assert.Contains(await KeysAsync(app), key => key.Contains("masterKey", StringComparison.Ordinal));
        Assert.Contains(app.Logs.Lines, line => line.Contains(Warning, StringComparison.Ordinal));

        var first = New("first.key");
        app.Settings["DataProtection:KeyFile"] = first;
        var wrapped = await app.RestartAsync();
        wrapped.StartServer();
        Assert.All(await KeysAsync(wrapped), key => Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal));
        Assert.Equal("内緒", Unprotect(wrapped, secret));

        (wrapped.Settings["DataProtection:KeyFile"], wrapped.Settings["DataProtection:FormerKeyFiles:0"]) = (New("second.key"), first);
        var renewed = await wrapped.RestartAsync();
        renewed.StartServer();
        Assert.Equal("内緒", Unprotect(renewed, secret));

        renewed.Settings.Remove("DataProtection:FormerKeyFiles:0");
        await using var last = await renewed.RestartAsync();
        last.StartServer();
        Assert.Equal("内緒", Unprotect(last, secret));
    }

    [Fact]
    public async Task Without_what_wrapped_the_keys_the_portal_does_not_start()
    {
        var app = new TestApp { Settings = { ["DataProtection:KeyFile"] = New("lost.key") } };
        app.StartServer();
        Protect(app);
        app.Settings.Remove("DataProtection:KeyFile");

        await using var bare = await app.RestartAsync();

        Assert.Contains("DataProtection:KeyFile", Assert.ThrowsAny<InvalidOperationException>(bare.StartServer).Message, StringComparison.Ordinal);
    }

    private string New(string name)
    {
        var file = Path.Combine(folder, name);
        if (name.EndsWith(".key", StringComparison.Ordinal))
        {
            File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n");
            return file;
        }

        using var rsa = RSA.Create(3072);
        var request = new CertificateRequest("CN=memberhub.example.jp", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (name.EndsWith(".pfx", StringComparison.Ordinal))
        {
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, "kagi"));
        }
        else
        {
            File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}\n");
        }

        return file;
    }

    private static string Protect(TestApp app) => app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).Protect("内緒");

    private static string Unprotect(TestApp app, string secret) => app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).Unprotect(secret);

    private static async Task<IReadOnlyList<string>> KeysAsync(TestApp app)
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var keys = await database.DataProtectionKeys.Select(key => key.Xml).ToListAsync(Cancel);
        Assert.NotEmpty(keys);
        return keys;
    }
}
