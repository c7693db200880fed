using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Support;

/// <summary>
/// Something that somebody asks of the office (お問い合わせ). The row says who asked what from where and never changes, except for the member it is about; all that happens
/// afterwards is a <see cref="TicketEvent"/>, and the state is computed from those.
/// </summary>
public sealed class SupportTicket : IOfSociety
{
    public const int NameMaxLength = 100;
    public const int AffiliationMaxLength = 100;
    public const int ClaimedNumberMaxLength = 30;
    public const int EmailMaxLength = 254;
    public const int PageMaxLength = 100;
    public const int ClaimMaxLength = 400;
    public const int LanguageMaxLength = 5;
    public const int RequestKeyMaxLength = 40;

    private static readonly IReadOnlyList<TicketEventKind> Asks = [TicketEventKind.Asked, TicketEventKind.Added];
    private static readonly IReadOnlyList<TicketEventKind> Ends = [TicketEventKind.Answered, TicketEventKind.Closed];

    private readonly List<TicketEvent> events = [];

    private SupportTicket()
    {
    }

    /// <param name="text">What was asked; becomes the first event.</param>
    public SupportTicket(TicketNumber number, TicketKind kind, TicketSide side, DateTime createdUtc, string text, long? accountId)
    {
        (Number, Kind, Side, CreatedUtc) = (number.ToString(), kind, side, createdUtc);
        events.Add(new TicketEvent(1, TicketEventKind.Asked, createdUtc, accountId, text));
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>受付番号, as <see cref="TicketNumber"/> writes it; unique in the society.</summary>
    public string Number { get; private set; } = "";

    public TicketKind Kind { get; private set; }

    public TicketSide Side { get; private set; }

    /// <summary>Whom it is about: the member who asked after signing in, or whom the office found; null while nobody knows.</summary>
    public long? MemberId { get; set; }

    /// <summary>Who asked after signing in; null for somebody at the sign-in page, who may be anybody.</summary>
    public long? AccountId { get; init; }

    /// <summary>The member number that was typed, in half width; may be empty or wrong.</summary>
    public string ClaimedNumber { get; init; } = "";

    /// <summary>The name as typed, or the member's.</summary>
    public string Name { get; init; } = "";

    /// <summary>所属, as typed; empty for whoever had signed in.</summary>
    public string Affiliation { get; init; } = "";

    /// <summary>Where the answer goes. At the sign-in page: the address that the person wishes to have registered.</summary>
    public string Email { get; init; } = "";

    /// <summary>The language of the page on which it was asked: ja or en. Mails are in it, too.</summary>
    public string Language { get; init; } = "ja";

    /// <summary>The page from which the form was opened, such as /payments; empty for none.</summary>
    public string Page { get; init; } = "";

    /// <summary>What the member owed when asking, in words; empty for nobody's claim.</summary>
    public string Claim { get; init; } = "";

    /// <summary>Made with the form: a second press of the button carries the same.</summary>
    public string RequestKey { get; init; } = "";

    public DateTime CreatedUtc { get; private set; }

    /// <summary>By <see cref="TicketEvent.Sequence"/> where they were read so.</summary>
    public IReadOnlyList<TicketEvent> Events => events;

    /// <summary>Where a ticket stands after these events, in their order.</summary>
    public static TicketState StateOf(IEnumerable<TicketEventKind> inOrder) => inOrder.LastOrDefault(kind => Asks.Contains(kind) || Ends.Contains(kind)) switch
    {
        TicketEventKind.Answered => TicketState.Answered,
        TicketEventKind.Closed => TicketState.Closed,
        _ => TicketState.Waiting,
    };

    /// <summary>What makes a ticket wait for the office.</summary>
    public static IReadOnlyList<TicketEventKind> Asking => Asks;

    /// <summary>What makes it wait no longer.</summary>
    public static IReadOnlyList<TicketEventKind> Ending => Ends;
}

/// <summary>What is asked (お問い合わせの種類).</summary>
public enum TicketKind
{
    /// <summary>Any question.</summary>
    Question,

    /// <summary>To change what only the office can change, such as the category (会員区分).</summary>
    LockedField,

    /// <summary>To remove affiliation 1 and be reached at home (所属先1の削除).</summary>
    RemoveAffiliation1,

    /// <summary>To pay one open year at a time (年度ごとのお支払い).</summary>
    PayByYear,

    /// <summary>The login ID is not known any more.</summary>
    LostLoginId,

    /// <summary>The registered address cannot be read any more, so that no password can be set.</summary>
    UnusableEmail,

    /// <summary>The authenticator app is lost, and the recovery codes with it (認証アプリが使えない).</summary>
    LostAuthenticator,

    /// <summary>A member of old signs in for the first time and no address of theirs is registered (初回ログイン).</summary>
    FirstLogin,
}

/// <summary>Who answers (担当).</summary>
public enum TicketSide
{
    /// <summary>The office: members, dues, documents (会員・会費).</summary>
    Membership,

    /// <summary>Whoever runs the portal: screens, errors, mails that do not come (システム).</summary>
    System,
}

/// <summary>Where a ticket stands.</summary>
public enum TicketState
{
    /// <summary>事務局の対応待ち.</summary>
    Waiting,

    /// <summary>回答済み.</summary>
    Answered,

    /// <summary>完了.</summary>
    Closed,
}
