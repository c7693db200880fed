using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Notices;

/// <summary>The demo society's secretary has written two notices: one is out, one comes in a week.</summary>
internal sealed class DemoOfficeNotices : IDemoStep
{
    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        var save = office.Make<SaveNotice>();
        foreach (var form in Forms(office.Today))
        {
            await save.RunAsync(office.As(StaffRole.Secretary), null, form, cancel);
        }
    }

    private static IEnumerable<NoticeForm> Forms(DateOnly today) =>
    [
        new()
        {
            Audience = NoticeAudience.Members,
            TitleJa = "払込取扱票の発送について",
            TitleEn = "When payment slips are sent",
            BodyJa = "払込取扱票は、お申し込みから3〜5営業日で発送しています。お急ぎの方は、カードかコンビニ払いをご利用ください。",
            BodyEn = "Payment slips leave the office three to five business days after your request. If you are in a hurry, please pay by card or at a store.",
            From = NoticeForm.Written(today.AddDays(-2)),
        },
        new()
        {
            Audience = NoticeAudience.Members,
            TitleJa = "来年度の会費のご案内",
            TitleEn = "Dues for the coming year",
            BodyJa = "来年度の会費の請求を準備しています。金額と期限は、請求のときにお知らせします。",
            BodyEn = "We are preparing the dues of the coming year. You will be told the amount and the due date with the claim.",
            From = NoticeForm.Written(today.AddDays(7)),
        },
    ];
}
