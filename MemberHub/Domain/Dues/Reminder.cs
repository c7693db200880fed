using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>That a member was reminded of a charge (督促), with a level; once for each.</summary>
public sealed class Reminder : IOfSociety
{
    private Reminder()
    {
    }

    public Reminder(long memberId, long chargeId, int level, long sentBy, DateTime sentUtc) =>
        (MemberId, ChargeId, Level, SentBy, SentUtc) = (memberId, chargeId, level, sentBy, sentUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public long ChargeId { get; private set; }

    /// <summary>1 for the first reminder (第1回); at most <see cref="ReminderSettings.MostLevels"/>.</summary>
    public int Level { get; private set; }

    /// <summary>The account of who sent it.</summary>
    public long SentBy { get; private set; }

    public DateTime SentUtc { get; private set; }
}
