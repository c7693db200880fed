using MemberHub.Data.DemoData;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Benefits;

/// <summary>The demo society offers its journal, its guidelines and its newsletter.</summary>
internal sealed class DemoBenefits : IDemoStep
{
    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        var save = office.Make<SaveBenefit>();
        foreach (var form in Forms())
        {
            (await save.RunAsync(office.As(StaffRole.SystemAdministrator), null, form, cancel)).OrThrow();
        }
    }

    private static IEnumerable<BenefitForm> Forms() =>
    [
        new()
        {
            TitleJa = "機関誌閲覧サービス",
            TitleEn = "Journal online",
            Link = "https://journal.example.jp/aoba/login",
            LoginId = "aoba-member",
            Password = "wakaba-2026",
            CautionJa = "この利用は当会の会員に限ります。大量のダウンロードは出版元との契約で禁じられており、サービス全体が止まることがあります。",
            CautionEn = "For members of this society only. Our contract forbids mass downloads: they may end the service for everybody.",
            Rule = BenefitRule.PaidPreviousYearUntil,
        },
        new()
        {
            TitleJa = "臨床検査ガイドライン（最新版）",
            TitleEn = "Laboratory guidelines (latest edition)",
            Link = "https://guideline.example.jp/",
            LoginId = "guideline",
            Password = "7402-kensa",
            CautionJa = "閲覧専用です。印刷はできません。",
            CautionEn = "For reading on screen; printing is not possible.",
        },
        new()
        {
            TitleJa = "会報（ニュースレター）",
            TitleEn = "Newsletter of the society",
            Link = "https://news.example.jp/aoba/",
            Rule = BenefitRule.EveryMember,
        },
    ];
}
