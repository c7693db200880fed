using MemberHub.Domain.Societies;

namespace MemberHub.Data.DemoData;

/// <summary>The notices of the demo society.</summary>
internal static class DemoNotices
{
    public static IEnumerable<Notice> For(DateOnly today) =>
    [
        new(NoticeAudience.Members,
            "年次学術集会の演題を募集しています", "Call for papers of the annual meeting",
            "演題の登録は年内いっぱい受け付けます。共同演者の会員番号もご用意ください。", "Abstracts are taken until the end of the year. Please have your co-authors' member numbers at hand.",
            today.AddDays(-6)),
        new(NoticeAudience.Members,
            "機関誌の送付先をご確認ください", "Please check where your journal is sent",
            "異動された方は、基本情報の所属先1または通信先の変更をお願いします。", "If you have moved, change affiliation 1 or the mailing destination in your profile.",
            today.AddDays(-31)),
        new(NoticeAudience.Everyone,
            "年末年始の事務局休業について", "The office is closed over the New Year",
            "12月29日から1月3日まで事務局をお休みします。この間もお支払いと請求書の発行はご利用いただけます。", "The office is closed from 29 December to 3 January. You can pay and issue invoices all the same.",
            today.AddDays(-3), today.AddDays(60)),
        new(NoticeAudience.Everyone,
            "春の講習会は終了しました", "The spring course has ended",
            "ご参加ありがとうございました。", "Thank you for coming.",
            today.AddMonths(-7), today.AddMonths(-6)),
    ];
}
