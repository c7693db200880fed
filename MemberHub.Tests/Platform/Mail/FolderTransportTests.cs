using MemberHub.Platform.Mail;
using MemberHub.Tests.Features.Accounts;

namespace MemberHub.Tests.Platform.Mail;

public sealed class FolderTransportTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"memberhub_mail_{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task One_mail_is_one_file_even_when_it_is_handed_over_twice()
    {
        var cancel = TestContext.Current.CancellationToken;
        var transport = new FolderTransport(folder, "no-reply@example.jp");
        var mail = new OutgoingMail("5f-1", new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc), "ta..ro@example.jp", "件名", "本文");

        await transport.SendAsync(mail, cancel);
        await transport.SendAsync(mail, cancel);
        await transport.SendAsync(mail with { Id = "5f-2", WrittenUtc = mail.WrittenUtc.AddSeconds(1) }, cancel);

        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["20261122T030000000Z-5f-1.eml", "20261122T030001000Z-5f-2.eml"], files.Select(Path.GetFileName));
        Assert.Equal("\"ta..ro\"@example.jp", ReceivedMail.Read(await File.ReadAllBytesAsync(files[0], cancel)).To);
    }
}
