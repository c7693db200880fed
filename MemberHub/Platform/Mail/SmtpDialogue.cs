using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MemberHub.Platform.Mail;

/// <summary>Commands and answers on one connection to a mail server.</summary>
internal sealed class SmtpDialogue(Stream connection) : IAsyncDisposable
{
    private const int MaxAnswerLength = 64 * 1024;

    private readonly List<string> offers = [];
    private Stream stream = connection;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    public bool IsEncrypted => stream is SslStream;

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>Whether the server named this extension, with this parameter if one is given.</summary>
    public bool Offers(string extension, string? parameter = null) => offers
        .Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
        .Any(words => words.Length > 0 && Same(words[0], extension) && (parameter is null || words.Skip(1).Any(word => Same(word, parameter))));

    /// <param name="trusted">Trusted alone, instead of what the machine trusts; null for that.</param>
    public async Task EncryptAsync(string host, X509Certificate2Collection? trusted, CancellationToken cancel)
    {
        // What came before encryption may have been put there by somebody on the way.
        (start, end) = (0, 0);
        var encrypted = new SslStream(stream);
        stream = encrypted;
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        if (trusted is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        await encrypted.AuthenticateAsClientAsync(options, cancel);
    }

    public async Task HelloAsync(CancellationToken cancel)
    {
        var lines = await AskAsync("EHLO localhost", cancel);
        offers.Clear();
        offers.AddRange(lines.Skip(1));
    }

    /// <summary>Sends one command and returns the lines of the answer without their codes.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string command, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancel);
        return await HearAsync(command.Split([' ', ':'])[0], cancel);
    }

    /// <summary>Sends the mail itself, which has CRLF line ends, and waits until the server has taken it.</summary>
    public async Task SendContentAsync(byte[] content, CancellationToken cancel)
    {
        var lines = Encoding.Latin1.GetString(content).Split("\r\n");
        // A line that begins with a dot would end the mail early.
        var guarded = string.Join("\r\n", lines.Select(line => line.StartsWith('.') ? "." + line : line));
        await stream.WriteAsync(Encoding.Latin1.GetBytes(guarded + (guarded.EndsWith("\r\n", StringComparison.Ordinal) ? ".\r\n" : "\r\n.\r\n")), cancel);
        await HearAsync("content", cancel);
    }

    /// <summary>The next answer. 4xx throws <see cref="MailDelayedException"/>, 5xx to the recipient or the content <see cref="MailRefusedException"/>.</summary>
    public async Task<IReadOnlyList<string>> HearAsync(string step, CancellationToken cancel)
    {
        var lines = new List<string>();
        string line;
        do
        {
            line = await ReadLineAsync(cancel);
            lines.Add(line.Length > 4 ? line[4..] : "");
        }
        while (line is [_, _, _, '-', ..] && lines.Count < 100);

        if (line is ['2' or '3', ..])
        {
            return lines;
        }

        var said = string.Create(CultureInfo.InvariantCulture, $"{step}: {(line.Length >= 3 && line[..3].All(char.IsAsciiDigit) ? line[..3] : "no code")}");
        // 5xx elsewhere (sign-in, sender) is our set-up and can be mended.
        throw line is ['5', ..] && (step is "RCPT" or "content")
            ? new MailRefusedException(said)
            : new MailDelayedException(said);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var feed = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            if (feed >= 0)
            {
                var line = Encoding.Latin1.GetString(buffer, start, feed - start).TrimEnd('\r');
                start = feed + 1;
                return line;
            }

            await FillAsync(cancel);
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length < MaxAnswerLength ? buffer.Length * 2 : throw new MailDelayedException("The answer is too long"));
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel);
        end += read > 0 ? read : throw new MailDelayedException("The connection was closed");
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
