using System.Collections.Frozen;

namespace MemberHub.Domain.Societies;

/// <summary>What can be done in the office (学会事務局), one word per matter of trust.</summary>
public enum OfficeRight
{
    /// <summary>See the office's pages.</summary>
    SeeOffice,

    /// <summary>Add members, change them, act on their behalf (会員情報).</summary>
    EditMembers,

    /// <summary>Take lists of members out of the system (書き出し).</summary>
    ExportMembers,

    /// <summary>Approve, reject, print and send payment slips (払込取扱票).</summary>
    ReviewSlips,

    /// <summary>Record money and match it to members (入金・消込).</summary>
    RecordMoney,

    /// <summary>Send money back (返金).</summary>
    RefundMoney,

    /// <summary>Set the dues schedule and draft the bills of a year (会費の請求の下見).</summary>
    PrepareBilling,

    /// <summary>Release a draft for billing (請求の承認). Needs another person than the one who drafted.</summary>
    ReleaseBilling,

    /// <summary>Waive, write off or correct a charge, or raise one by hand (免除・貸倒・訂正・個別の請求).</summary>
    WriteOff,

    /// <summary>Issue documents for members (書類の発行).</summary>
    IssueDocuments,

    /// <summary>Write notices and send mail to many members (お知らせ・会員配信).</summary>
    SendNotices,

    /// <summary>Answer and close what is asked of the office (お問い合わせ).</summary>
    AnswerSupport,

    /// <summary>Change the society's settings (学会の設定).</summary>
    EditSettings,

    /// <summary>Invite staff, change their roles, end their access (事務局員).</summary>
    ManageStaff,

    /// <summary>Read the audit trail (記録簿).</summary>
    SeeAudit,
}

/// <summary>Which staff role may do what.</summary>
public static class OfficeRights
{
    private static readonly FrozenDictionary<StaffRole, FrozenSet<OfficeRight>> ByRole = new Dictionary<StaffRole, FrozenSet<OfficeRight>>
    {
        [StaffRole.Viewer] = [OfficeRight.SeeOffice, OfficeRight.SeeAudit],
        [StaffRole.Secretary] =
        [
            OfficeRight.SeeOffice, OfficeRight.SeeAudit, OfficeRight.EditMembers, OfficeRight.ExportMembers, OfficeRight.ReviewSlips,
            OfficeRight.RecordMoney, OfficeRight.PrepareBilling, OfficeRight.IssueDocuments, OfficeRight.SendNotices, OfficeRight.AnswerSupport,
        ],
        [StaffRole.Accountant] =
        [
            OfficeRight.SeeOffice, OfficeRight.SeeAudit, OfficeRight.ExportMembers, OfficeRight.ReviewSlips, OfficeRight.RecordMoney,
            OfficeRight.RefundMoney, OfficeRight.PrepareBilling, OfficeRight.ReleaseBilling, OfficeRight.WriteOff, OfficeRight.IssueDocuments, OfficeRight.AnswerSupport,
        ],
        [StaffRole.SystemAdministrator] = [OfficeRight.SeeOffice, OfficeRight.SeeAudit, OfficeRight.EditSettings, OfficeRight.ManageStaff, OfficeRight.AnswerSupport],
    }.ToFrozenDictionary();

    /// <summary>Whether one of the actor's roles gives this right in the society the actor acts in.</summary>
    public static bool May(this Actor actor, OfficeRight right) => actor.Roles.Any(role => ByRole[role].Contains(right));
}
