using MemberHub.Data.DemoData;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>Members of the demo society have asked for something: one was answered, others wait, the oldest for four days.</summary>
internal sealed class DemoTickets : IDemoStep
{
    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        await AskAsync(office, 4, new ContactForm { Kind = TicketKind.PayByYear, From = "/payments", Text = "今年度の会費だけを、病院の経費で支払いたいです。請求書は2025年度と2026年度に分けていただけますか。" }, cancel);
        await AskAsync(office, 2, new ContactForm { Kind = TicketKind.RemoveAffiliation1, From = "/profile", Text = "9月末で退職しました。郵便物は自宅へお願いします。" }, cancel);
        await AskAsync(office, 1, new ContactForm { Kind = TicketKind.Question, Side = TicketSide.System, From = "/payments/history", Text = "領収書を開いても、病院のパソコンでは文字が小さく表示されます。印刷の方法を教えてください。" }, cancel);
        var anonymous = office.Make<AskAnonymously>(TicketsOf(office, 1));
        await anonymous.RunAsync(
            TicketKind.FirstLogin,
            new RequestForm { Name = "阿部　智子", Affiliation = "けやき台総合病院 検査科", Email = "tomoko.abe@example.jp", Note = "以前のアドレスは前の勤務先のもので、届きません。" },
            "",
            cancel);
        if (await AskAsync(office, 6, new ContactForm { Kind = TicketKind.Question, Text = "今年の会員証はいつ届きますか。" }, cancel) is { } answered)
        {
            await office.Make<AnswerTicket>(office.Make<TicketDesk>(office.DaysAgo(5)), office.Make<TicketMails>(office.DaysAgo(5)))
                .RunAsync(office.As(StaffRole.Secretary), answered, 1, "お問い合わせありがとうございます。会員番号はマイページの「基本情報」でいつでもご確認いただけます。", closes: true, cancel);
        }
    }

    private static async Task<string?> AskAsync(DemoOffice office, int daysAgo, ContactForm form, CancellationToken cancel) =>
        office.NextDebtor() is { } debtor ? (await office.Make<AskOffice>(TicketsOf(office, daysAgo)).RunAsync(office.As(debtor), form, cancel)).Value : null;

    private static NewTickets TicketsOf(DemoOffice office, int daysAgo) => office.Make<NewTickets>(office.Make<TicketMails>(office.DaysAgo(daysAgo)), office.DaysAgo(daysAgo));
}
