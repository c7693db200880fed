namespace MemberHub.Domain.Societies;

/// <summary>A notice (お知らせ) of the society. What the operator has to say to all societies is configured.</summary>
public sealed class Notice : IOfSociety, IVersioned
{
    public const int TitleMaxLength = 120;

    private Notice()
    {
    }

    public Notice(NoticeAudience audience, string titleJa, string titleEn, string bodyJa, string bodyEn, DateOnly publishedOn, DateOnly? endsOn = null)
    {
        Audience = audience;
        TitleJa = titleJa;
        TitleEn = titleEn;
        BodyJa = bodyJa;
        BodyEn = bodyEn;
        PublishedOn = publishedOn;
        EndsOn = endsOn;
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public NoticeAudience Audience { get; private set; }

    /// <summary>The categories (会員区分) of the members it is for, as a <see cref="KeyList"/>. Only a notice for members alone can be narrowed.</summary>
    public string Categories { get; private set; } = "";

    /// <summary>The ranks (称号・役職) of the members it is for, as a <see cref="KeyList"/>.</summary>
    public string Ranks { get; private set; } = "";

    /// <summary>Only for members with an open charge of a past fiscal year (滞納), and only while they have one.</summary>
    public bool InArrearsOnly { get; private set; }

    public string TitleJa { get; private set; } = "";

    public string TitleEn { get; private set; } = "";

    public string BodyJa { get; private set; } = "";

    public string BodyEn { get; private set; } = "";

    public DateOnly PublishedOn { get; private set; }

    /// <summary>The last day it is shown; null for no end.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Stands above the others while it is shown (固定表示).</summary>
    public bool IsPinned { get; private set; }

    public int Version { get; private set; }

    /// <summary>Rewrites it.</summary>
    public Notice Change(NoticeAudience audience, string titleJa, string titleEn, string bodyJa, string bodyEn, DateOnly publishedOn, DateOnly? endsOn, bool isPinned)
    {
        (Audience, TitleJa, TitleEn, BodyJa, BodyEn) = (audience, titleJa, titleEn, bodyJa, bodyEn);
        (PublishedOn, EndsOn, IsPinned) = (publishedOn, endsOn, isPinned);
        return this;
    }

    /// <summary>Shows it only to members of these categories and these ranks, and, if so, in arrears; an empty list leaves nobody out.</summary>
    public Notice Narrow(IEnumerable<long>? categories, IEnumerable<long>? ranks, bool inArrearsOnly = false)
    {
        (Categories, Ranks, InArrearsOnly) = (KeyList.Write(categories), KeyList.Write(ranks), inArrearsOnly);
        return this;
    }

    /// <summary>Takes it down: <paramref name="lastDay"/> is the last day on which it was shown.</summary>
    public void End(DateOnly lastDay) => EndsOn = lastDay;
}

/// <summary>Who sees a notice.</summary>
public enum NoticeAudience
{
    /// <summary>Members who are signed in.</summary>
    Members,

    /// <summary>Also on the sign-in page.</summary>
    Everyone,

    /// <summary>As <see cref="Everyone"/>; the office no longer chooses it, what concerns the service itself is the operator's to say.</summary>
    System,
}
