using MemberHub.Domain.Members;

namespace MemberHub.Data.Queries;

/// <summary>Reads withdrawal notices (退会届).</summary>
public static class WithdrawalQueries
{
    /// <summary>Those of which something may still come; one of a member at the most.</summary>
    public static IQueryable<WithdrawalNotice> Live(this IQueryable<WithdrawalNotice> notices) =>
        notices.Where(notice => notice.RefusedUtc == null && notice.UndoneUtc == null && notice.EndedUtc == null);
}
