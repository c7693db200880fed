using MemberHub.Components.Texts;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>What surrounds the text of each mail: whom it is to and who writes.</summary>
internal sealed record MailBody(string Greeting, string Closing)
{
    public static MailBody For(Society society, string? name, IStringLocalizer<AccountsText> texts)
    {
        var issuer = society.Settings.Issuer;
        return new(
            string.IsNullOrEmpty(name) ? "" : texts["MailGreeting", name].Value + "\n\n",
            texts["MailClosing", society.NameIn(Languages.Current), issuer.Email, issuer.Phone]);
    }

    public string With(string text) => $"{Greeting}{text}\n\n{Closing}\n";
}
