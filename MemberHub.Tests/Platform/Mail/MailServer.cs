using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace MemberHub.Tests.Platform.Mail;

/// <summary>A real mail server on loopback (aiosmtpd), which parses each mail as a mail program does. Ends with the test.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process process;
    private readonly string folder;

    private MailServer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>The certificate that it shows, as a PEM file.</summary>
    public string Certificate => Path.Combine(folder, "certificate.pem");

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<TakenMail> Mails =>
    [
        .. Directory.GetFiles(folder, "*.json").OrderBy(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture))
            .Select(file => JsonSerializer.Deserialize<TakenMail>(File.ReadAllText(file), JsonSerializerOptions.Web)!),
    ];

    /// <summary>Skips the test, by name, on a machine without the server.</summary>
    /// <param name="mode">plain, starttls or tls; the latter two ask for a name and password.</param>
    /// <param name="host">Whom its certificate names.</param>
    public static async Task<MailServer> StartAsync(string mode, string host = "localhost")
    {
        Assert.SkipUnless(await HasServerAsync(), "python3-aiosmtpd is not installed.");
        var folder = Directory.CreateTempSubdirectory("memberhub_smtp_").FullName;
        await WriteCertificateAsync(folder, host);
        var process = Run(ScriptPath(), mode, Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"), folder);
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.True(int.TryParse(port, out var number), port is null ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : port);
        return new MailServer(process, folder, number);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> HasServerAsync()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var probe = Run("-c", "import aiosmtpd");
        await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
        return probe.ExitCode == 0;
    }

    private static Process Run(params string[] arguments) => Process.Start(new ProcessStartInfo(Python, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    // Thrown away with the test.
    private static async Task WriteCertificateAsync(string folder, string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static string ScriptPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "mail_server.py");
}

/// <summary>A mail as the parser of Python's standard library read it.</summary>
internal sealed record TakenMail(
    string From, IReadOnlyList<string> To, IReadOnlyDictionary<string, string> Headers, string Sender, DateTimeOffset Date, string Charset, string Text,
    IReadOnlyList<string> Defects, int Longest, bool Ascii, bool Encrypted, string? User);
