using MemberHub.Domain.Societies;

namespace MemberHub.Data.Drafts;

/// <summary>Unsaved input of a form (下書き), kept 14 days so that a lost connection loses nothing. One per account and form.</summary>
public sealed class Draft : IOfSociety
{
    public const int KindMaxLength = 40;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long AccountId { get; init; }

    /// <summary>The form, such as Profile.</summary>
    public string Kind { get; init; } = "";

    public string Json { get; set; } = "";

    public DateTime SavedUtc { get; set; }
}
