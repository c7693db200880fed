using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MemberHub.Tests.Architecture;

namespace MemberHub.Tests.Deploy;

/// <summary>deploy/nginx.conf in a real nginx, with ports, certificate and nodes of the test in place of the example's.</summary>
internal sealed class ProxyExample : IAsyncDisposable
{
    public const string Host = "member.example.jp";

    private readonly string folder = Directory.CreateTempSubdirectory("memberhub-proxy").FullName;
    private Process? nginx;

    public static string? Nginx { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(path => Path.Combine(path, "nginx")).FirstOrDefault(File.Exists);

    public static string Text => File.ReadAllText(Path.Combine(Sources.Root, "deploy", "nginx.conf"));

    public int Http { get; } = FreePort();

    public int Https { get; } = FreePort();

    public async Task StartAsync(params string[] nodes)
    {
        var site = Replaced(
            Text,
            ("listen 80;", $"listen 127.0.0.1:{Http};"),
            ("listen 443 ssl", $"listen 127.0.0.1:{Https} ssl"),
            ("/etc/memberhub/tls.crt", WriteCertificate()),
            ("/etc/memberhub/tls.key", Path.Combine(folder, "tls.key")),
            ("127.0.0.1:5081", new Uri(nodes[0]).Authority),
            ("127.0.0.1:5082", new Uri(nodes[1]).Authority));
        var main = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(main, $$"""
            daemon off; master_process off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { }
            http {
                access_log off; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
                {{site}}
            }
            """);
        nginx = Process.Start(new ProcessStartInfo(Nginx!, ["-e", Path.Combine(folder, "error.log"), "-p", folder, "-c", main]) { RedirectStandardError = true })!;
        for (var waited = Stopwatch.StartNew(); !Listens(Https);)
        {
            Assert.False(nginx.HasExited, nginx.HasExited ? await nginx.StandardError.ReadToEndAsync() : "");
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "nginx does not listen.");
            await Task.Delay(50);
        }
    }

    /// <summary>A visitor who takes the example's certificate.</summary>
    public HttpClient Visitor(bool isSecure = true)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.TargetHost = Host;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        var client = new HttpClient(handler) { BaseAddress = new Uri(isSecure ? $"https://127.0.0.1:{Https}" : $"http://127.0.0.1:{Http}") };
        client.DefaultRequestHeaders.Host = Host;
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (nginx is not null)
        {
            nginx.Kill();
            await nginx.WaitForExitAsync();
            nginx.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    // What the example says and the test has to change must be there, or the test would try something else.
    private static string Replaced(string text, params (string Old, string New)[] changes)
    {
        foreach (var (old, now) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, now, StringComparison.Ordinal);
        }

        return text;
    }

    private string WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(Path.Combine(folder, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        var file = Path.Combine(folder, "tls.crt");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
