using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Billing;

/// <summary>Words the notice (お知らせ) that announces a billed year, in both languages.</summary>
public sealed class BillingNotices(IStringLocalizer<BillingText> text)
{
    // Long enough for those who look in once a quarter.
    private const int DaysShown = 90;

    public Notice Announce(BillingRun run)
    {
        var (ja, en) = (Words("ja", run), Words("en", run));
        return new Notice(NoticeAudience.Members, ja.Title, en.Title, ja.Body, en.Body, run.AnnounceOn, run.AnnounceOn.AddDays(DaysShown));
    }

    private (string Title, string Body) Words(string language, BillingRun run)
    {
        var culture = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return (text["Notice.Title", Show.Year(run.FiscalYear)], text["Notice.Body", Show.Year(run.FiscalYear), Show.Date(run.PayableFrom)]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }
}
