using System.Globalization;
using MemberHub.Data.Queries;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Register;

/// <summary>Ends memberships (退会・除名・逝去), by the office's hand or by a notice whose day is over. Changes the open context and saves nothing.</summary>
public static class MembershipEnd
{
    /// <summary>Ends it on a day; a withdrawal notice that lives ends with it. What is open stays open.</summary>
    /// <returns>The changes for the audit trail.</returns>
    public static async Task<IReadOnlyList<object>> EndMembershipAsync(this MemberHubDbContext database, Member member, MemberLeaving kind, DateOnly day, DateTime nowUtc, CancellationToken cancel)
    {
        var before = (Kind: member.Leaving?.ToString() ?? "", Day: Text(member.WithdrawnOn));
        member.Leave(kind, day);
        if (await database.WithdrawalNotices.Live().SingleOrDefaultAsync(notice => notice.MemberId == member.Id, cancel) is { } notice)
        {
            notice.End(nowUtc);
        }

        return [new { Field = "Leaving", Old = before.Kind, New = kind.ToString() }, new { Field = "WithdrawnOn", Old = before.Day, New = Text(day) }];
    }

    /// <summary>Takes the end back (在籍に戻す): the member is one as if it had never ended.</summary>
    /// <returns>The changes for the audit trail.</returns>
    public static IReadOnlyList<object> Restore(this Member member)
    {
        var before = (Kind: member.Leaving?.ToString() ?? "", Day: Text(member.WithdrawnOn));
        member.Return();
        return [new { Field = "Leaving", Old = before.Kind, New = "" }, new { Field = "WithdrawnOn", Old = before.Day, New = "" }];
    }

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
