using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Reconciliation;

/// <summary>A bank's or an agent's file of deposits that was taken in (入金ファイル). The same bytes are taken in once per society.</summary>
public sealed class DepositFile : IOfSociety
{
    public const int NameMaxLength = 200;
    public const int AccountsMaxLength = 400;

    private DepositFile()
    {
    }

    public DepositFile(string name, string sha256, DepositSource source, DateTime importedUtc, long accountId) =>
        (Name, Sha256, Source, ImportedUtc, AccountId) = (name.Length > NameMaxLength ? name[..NameMaxLength] : name, sha256, source, importedUtc, accountId);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>64 lower-case hex digits over the bytes; unique in the society.</summary>
    public string Sha256 { get; private set; } = "";

    public DepositSource Source { get; private set; }

    public DateTime ImportedUtc { get; private set; }

    /// <summary>Who uploaded it.</summary>
    public long AccountId { get; private set; }

    /// <summary>The bank accounts it speaks of, one per line; empty for an agent.</summary>
    public string Accounts { get; init; } = "";

    /// <summary>Lines that report money, 速報 included.</summary>
    public int Lines { get; set; }

    /// <summary>Lines that became a new deposit.</summary>
    public int Added { get; set; }

    /// <summary>Lines that another file had brought before.</summary>
    public int Known { get; set; }
}

/// <summary>How the society came to know of a deposit.</summary>
public enum DepositSource
{
    /// <summary>全銀 振込入金通知.</summary>
    TransferNotices,

    /// <summary>全銀 入出金取引明細.</summary>
    AccountStatement,

    /// <summary>収納代行 CSV: a convenience store.</summary>
    AgentStore,

    /// <summary>収納代行 CSV: 郵便振替.</summary>
    AgentPostal,

    /// <summary>Typed in from a paper or a passbook.</summary>
    Typed,
}
