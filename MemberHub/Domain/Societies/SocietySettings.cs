using MemberHub.Domain.Calendar;

namespace MemberHub.Domain.Societies;

/// <summary>What the office can set about its society without a programmer. Kept as one document with the society.</summary>
public sealed record SocietySettings
{
    public PaymentCalendar Calendar { get; init; } = new();

    public Issuer Issuer { get; init; } = new();

    public BankAccount BankAccount { get; init; } = new();

    public PostalAccount PostalAccount { get; init; } = new();

    public SlipPrinting SlipPrinting { get; init; } = new();

    public OfferedMethods Methods { get; init; } = new();

    public ReceiptSettings Receipts { get; init; } = new();

    public ReminderSettings Reminders { get; init; } = new();

    public DirectorySettings Directory { get; init; } = new();

    public HelpSettings Help { get; init; } = new();

    public CertificateSettings Certificates { get; init; } = new();

    /// <summary>Whether leaving waits until all is paid.</summary>
    public WithdrawalRule Withdrawal { get; init; }

    /// <summary>The licences a member can tick (国家資格). What a roster brings beyond them stays with the member.</summary>
    public IReadOnlyList<string> Qualifications { get; init; } = [];

    /// <summary>The fields a member can tick (専門領域).</summary>
    public IReadOnlyList<string> Specialties { get; init; } = [];

    /// <summary>Accounts, and who changed what in them, are kept for seven years (法人税法).</summary>
    public const int LeastAuditYears = 7;

    /// <summary>How many years the audit trail keeps old and new values (記録の保存年数), from <see cref="LeastAuditYears"/> on; then they are erased.</summary>
    public int AuditYears { get; init; } = LeastAuditYears;

    /// <summary>The days between the issue of an invoice and the earliest payment due date it states.</summary>
    public int InvoiceDays { get; init; } = 30;

    /// <summary>
    /// How many days a convenience store voucher can be paid: until the end of the last of them, in Japan. A gateway that neither takes nor tells a
    /// deadline (SB Payment Service) has these days in its contract; the two have to be the same.
    /// </summary>
    public int VoucherDays { get; init; } = 10;

    /// <summary>Words of the society that nobody may take as a password, such as its short name.</summary>
    public IReadOnlyList<string> OwnWords { get; init; } = [];

    /// <summary>Days without office (休業日), as <see cref="Domain.Calendar.ClosingDays"/> reads them: 2026-08-13, 8/15, 12/29-1/3.</summary>
    public IReadOnlyList<string> ClosingDays { get; init; } = [];

    /// <summary>The office's working days. <see cref="FormatException"/> for a closing day that cannot be read.</summary>
    public BusinessDays ToBusinessDays() => new(new ClosingDays(ClosingDays));
}

/// <summary>What the society asks of a valid membership certificate (会員証).</summary>
public sealed record CertificateSettings
{
    /// <summary>It is valid only while nothing of the year's dues is open. By default arrears do not matter.</summary>
    public bool OnlyPaid { get; init; }
}

/// <summary>Who issues documents (発行者), as printed on them.</summary>
public sealed record Issuer
{
    /// <summary>The full legal name, such as 一般社団法人 青葉臨床医学会.</summary>
    public string Name { get; init; } = "";

    /// <summary>The chair with title, such as 理事長　藤沢 清志.</summary>
    public string Representative { get; init; } = "";

    /// <summary>Seven digits with a hyphen, such as 980-0011.</summary>
    public string PostalCode { get; init; } = "";

    /// <summary>One entry per printed line.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    public string Phone { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>T and 13 digits (登録番号), or empty for a society that is not registered for qualified invoices.</summary>
    public string RegistrationNumber { get; init; } = "";

    public Seal Seal { get; init; } = new();

    /// <summary>The name for papers in English; empty for the Japanese one.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>The chair for papers in English, such as Kiyoshi Fujisawa, President; empty for the Japanese one.</summary>
    public string RepresentativeEn { get; init; } = "";

    /// <summary>The address for papers in English, one entry per printed line; empty for the Japanese one.</summary>
    public IReadOnlyList<string> AddressEn { get; init; } = [];

    /// <summary>As a paper of a language prints it. The seal is the one there is.</summary>
    /// <param name="language">ja or en.</param>
    public Issuer In(string language) => this with
    {
        Name = Bilingual.In(language, Name, NameEn),
        Representative = Bilingual.In(language, Representative, RepresentativeEn),
        Address = language == "en" && AddressEn.Count > 0 ? AddressEn : Address,
    };
}

/// <summary>The society's seal (角印・丸印): drawn from its words, or a scan of the real one.</summary>
public sealed record Seal
{
    /// <summary>Square (角印) has up to 9 or 16 signs in columns; Round (丸印) has the outer ring and the office in the middle.</summary>
    public SealShape Shape { get; init; } = SealShape.Square;

    /// <summary>The signs of a square seal or of the ring of a round one, such as 青葉臨床医学会之印.</summary>
    public string Text { get; init; } = "";

    /// <summary>The signs in the middle of a round seal, such as 理事長印.</summary>
    public string Center { get; init; } = "";

    /// <summary><see cref="SealPicture.Sha256"/> of the scan; empty while there is none.</summary>
    public string Picture { get; init; } = "";
}

public enum SealShape
{
    None,
    Square,
    Round,

    /// <summary>The scan.</summary>
    Picture,
}

/// <summary>Where members transfer money to (お振込先).</summary>
public sealed record BankAccount
{
    /// <summary>The bank's full name.</summary>
    public string Bank { get; init; } = "";

    public string Branch { get; init; } = "";

    /// <summary>Three digits (店番).</summary>
    public string BranchCode { get; init; } = "";

    /// <summary>普通預金, 当座預金 or 貯蓄預金.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Seven digits with leading zeros.</summary>
    public string Number { get; init; } = "";

    public string Holder { get; init; } = "";

    /// <summary>The holder as banks write it, in katakana.</summary>
    public string HolderKana { get; init; } = "";
}
