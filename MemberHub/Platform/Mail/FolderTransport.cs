using System.Globalization;

namespace MemberHub.Platform.Mail;

/// <summary>Writes each mail as one .eml file, named by time and number so that a listing is in order and tells nothing of its reader.</summary>
public sealed class FolderTransport(string folder, string fromAddress) : IMailTransport
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        // The same mail gets the same name: one that is handed over twice is there once.
        var name = string.Create(CultureInfo.InvariantCulture, $"{mail.WrittenUtc:yyyyMMdd'T'HHmmssfff'Z'}-{mail.Id}");
        var unfinished = Path.Combine(folder, name + ".part");
        await File.WriteAllBytesAsync(unfinished, MailFile.Render(mail, fromAddress), cancel);
        File.Move(unfinished, Path.Combine(folder, name + ".eml"), overwrite: true);
    }
}
