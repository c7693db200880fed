namespace MemberHub.Domain.Societies;

/// <summary>A mail to many members (会員配信). Written once; how far it was sent is the state of its job.</summary>
public sealed class Broadcast : IOfSociety
{
    public const int SubjectMaxLength = 150;
    public const int BodyMaxLength = 8_000;
    public const int RequestKeyLength = 32;

    private Broadcast()
    {
    }

    public Broadcast(string requestKey, BroadcastText text, BroadcastAudience audience, long accountId, DateTime createdUtc)
    {
        (RequestKey, InArrearsOnly, CreatedBy, CreatedUtc) = (requestKey, audience.InArrearsOnly, accountId, createdUtc);
        (Subject, Body, SubjectEn, BodyEn) = (text.Subject, text.Body, text.SubjectEn, text.BodyEn);
        (Categories, Ranks) = (KeyList.Write(audience.Categories), KeyList.Write(audience.Ranks));
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>32 hex digits made with the form, so that a double press sends once; unique in the society.</summary>
    public string RequestKey { get; private set; } = "";

    /// <summary>With merge fields (<see cref="MergeText"/>).</summary>
    public string Subject { get; private set; } = "";

    /// <inheritdoc cref="Subject"/>
    public string Body { get; private set; } = "";

    /// <summary>For members whose language is English; empty where all get the Japanese text.</summary>
    public string SubjectEn { get; private set; } = "";

    /// <inheritdoc cref="SubjectEn"/>
    public string BodyEn { get; private set; } = "";

    /// <summary>The categories written to, as a <see cref="KeyList"/>.</summary>
    public string Categories { get; private set; } = "";

    /// <summary>The ranks (称号・役職) written to, as a <see cref="KeyList"/>.</summary>
    public string Ranks { get; private set; } = "";

    /// <summary>Only members with an open charge of a past fiscal year (滞納).</summary>
    public bool InArrearsOnly { get; private set; }

    /// <summary>The account of who sent it.</summary>
    public long CreatedBy { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    public BroadcastText Text => new(Subject, Body, SubjectEn, BodyEn);

    public BroadcastAudience Audience => new(KeyList.Read(Categories), KeyList.Read(Ranks), InArrearsOnly);
}
