using System.Text;
using System.Text.RegularExpressions;

namespace MemberHub.Tests.Browser;

/// <summary>The folder that mail is written to, read as the recipient would read it.</summary>
internal static partial class MailFolder
{
    /// <summary>The path and query of the link in the newest mail to the address; waits until the mail has left.</summary>
    public static async Task<string> LinkToAsync(string folder, string address)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var mail = Directory.Exists(folder)
                ? Directory.GetFiles(folder, "*.eml").Order().Select(File.ReadAllText).LastOrDefault(text => text.Contains(address, StringComparison.OrdinalIgnoreCase))
                : null;
            if (mail is not null && Link().Match(Body(mail)) is { Success: true } link)
            {
                return new Uri(link.Value).PathAndQuery;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No mail with a link came within 20 seconds.");
    }

    private static string Body(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Trim())) : parts[1];
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
