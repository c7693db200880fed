using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>A person or body on a society's roster (会員). Names are kept exactly as typed, without Unicode normalisation.</summary>
public sealed class Member : IOfSociety, IVersioned
{
    public const int NameMaxLength = 100;
    public const int KanaMaxLength = 100;
    public const int ChoicesMaxLength = 400;
    public const int MaxUnits = 1_000;
    public const int StopReasonMaxLength = 200;
    public const int NoteMaxLength = 400;
    public const int UnlistedReasonMaxLength = 400;

    private readonly List<Affiliation> affiliations = [];

    private Member()
    {
    }

    public Member(MemberNumber number, string name, string kana, long categoryId, long? rankId)
    {
        Number = number;
        CategoryId = categoryId;
        RankId = rankId;
        Person = new PersonalDetails { Name = name, Kana = kana };
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>Unique in the society.</summary>
    public MemberNumber Number { get; private set; }

    public long CategoryId { get; private set; }

    public long? RankId { get; private set; }

    /// <summary>What the member may change on the profile page.</summary>
    public PersonalDetails Person { get; private set; } = new();

    /// <summary>The day of joining (入会日); null when the roster does not know it.</summary>
    public DateOnly? JoinedOn { get; private set; }

    /// <summary>The day of leaving (退会日); null for a member.</summary>
    public DateOnly? WithdrawnOn { get; private set; }

    /// <summary>口数: how many units of its category's dues the member pays; 1 for persons.</summary>
    public int Units { get; private set; } = 1;

    /// <summary>発送停止: since when nothing is sent to the member, because it came back; null while mail arrives.</summary>
    public DateOnly? DeliveryStoppedOn { get; private set; }

    /// <summary>Why nothing is sent; empty while mail arrives.</summary>
    public string DeliveryStopReason { get; private set; } = "";

    /// <summary>How the membership ended; null for a member, and where the roster only knows the day.</summary>
    public MemberLeaving? Leaving { get; private set; }

    /// <summary>What the office notes for itself (備考); the member never sees it.</summary>
    public string OfficeNote { get; private set; } = "";

    /// <summary>Since when the member wants no news by mail (お知らせメール), UTC; null while it may be sent. What is owed and paid is mailed all the same.</summary>
    public DateTime? NewsDeclinedUtc { get; private set; }

    /// <summary>非掲載: since when the office keeps the member out of the directory and the rosters; null for everybody else.</summary>
    public DateOnly? UnlistedOn { get; private set; }

    /// <summary>Why; empty for whoever is not kept out.</summary>
    public string UnlistedReason { get; private set; } = "";

    /// <summary>統合: the member of whom this was a duplicate, and who has all that was its; null for everybody else. Its number leads there.</summary>
    public long? MergedIntoId { get; private set; }

    public int Version { get; private set; }

    /// <summary>Ordered by <see cref="Affiliation.Ordinal"/>; number 1 is the mailing one.</summary>
    public IReadOnlyList<Affiliation> Affiliations => affiliations;

    /// <summary>A member who left owes what is open but has no services.</summary>
    public bool HasWithdrawnBy(DateOnly today) => WithdrawnOn <= today;

    /// <summary>Replaces what the member may change.</summary>
    public void Change(PersonalDetails person) => Person = person;

    /// <summary>Sets what only the office may change: category, rank and the days of joining and leaving. Without a day of leaving nothing has ended.</summary>
    public void Classify(long categoryId, long? rankId, DateOnly? joinedOn, DateOnly? withdrawnOn) =>
        (CategoryId, RankId, JoinedOn, WithdrawnOn, Leaving) = (categoryId, rankId, joinedOn, withdrawnOn, withdrawnOn is null ? null : Leaving);

    /// <summary>Sets the units (口数), 1 to <see cref="MaxUnits"/>.</summary>
    public void CountUnits(int units) =>
        Units = units is >= 1 and <= MaxUnits ? units : throw new ArgumentOutOfRangeException(nameof(units), units, "A member has 1 to 1,000 units.");

    /// <summary>Stops what is sent to the member from a day on (発送停止), or, with null, lets it go out again.</summary>
    public void StopDelivery(DateOnly? since, string reason = "") => (DeliveryStoppedOn, DeliveryStopReason) = (since, since is null ? "" : reason);

    /// <summary>Ends the membership on a day (退会・除名・逝去).</summary>
    public void Leave(MemberLeaving kind, DateOnly on) => (Leaving, WithdrawnOn) = (kind, on);

    /// <summary>Goes on with the membership as if it had never ended (在籍に戻す).</summary>
    public void Return() => (Leaving, WithdrawnOn) = (null, null);

    /// <summary>Declines news by mail from a moment on, UTC, or, with null, wants it again.</summary>
    public void DeclineNews(DateTime? sinceUtc) => NewsDeclinedUtc = sinceUtc;

    /// <summary>Keeps the member out of the directory and the rosters from a day on (非掲載), or, with null, puts it back.</summary>
    public void Unlist(DateOnly? since, string reason = "") => (UnlistedOn, UnlistedReason) = (since, since is null ? "" : reason);

    /// <summary>Leaves nothing of this member but its number, which leads to another (統合).</summary>
    public void MergeInto(long memberId, DateOnly on) => (MergedIntoId, WithdrawnOn) = (memberId, WithdrawnOn < on ? WithdrawnOn : on);

    /// <summary>Replaces the office's own note.</summary>
    public void NoteDown(string note) => OfficeNote = note;

    /// <summary>Makes the affiliations these, in this order.</summary>
    public void Affiliate(IReadOnlyList<AffiliationDetails> wanted)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            if (i < affiliations.Count)
            {
                affiliations[i].Change(wanted[i]);
            }
            else
            {
                affiliations.Add(new Affiliation(i + 1, wanted[i]));
            }
        }

        if (affiliations.Count > wanted.Count)
        {
            affiliations.RemoveRange(wanted.Count, affiliations.Count - wanted.Count);
        }
    }
}
