using System.Globalization;

namespace MemberHub.Domain.Societies;

/// <summary>A mail to many members (会員配信). Written once; how far it was sent is the state of its job.</summary>
public sealed class Broadcast : IOfSociety
{
    public const int SubjectMaxLength = 150;
    public const int BodyMaxLength = 8_000;
    public const int RequestKeyLength = 32;
    public const int CategoriesMaxLength = 400;

    private Broadcast()
    {
    }

    public Broadcast(string requestKey, string subject, string body, IReadOnlyCollection<long> categoryIds, bool inArrearsOnly, long accountId, DateTime createdUtc)
    {
        (RequestKey, Subject, Body, InArrearsOnly, CreatedBy, CreatedUtc) = (requestKey, subject, body, inArrearsOnly, accountId, createdUtc);
        Categories = string.Join(',', categoryIds.Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>32 hex digits made with the form, so that a double press sends once; unique in the society.</summary>
    public string RequestKey { get; private set; } = "";

    /// <summary>With merge fields (<see cref="MergeText"/>).</summary>
    public string Subject { get; private set; } = "";

    /// <inheritdoc cref="Subject"/>
    public string Body { get; private set; } = "";

    /// <summary>The keys of the categories written to, with commas between; empty for all.</summary>
    public string Categories { get; private set; } = "";

    /// <summary>Only members with an open charge of a past fiscal year (滞納).</summary>
    public bool InArrearsOnly { get; private set; }

    /// <summary>The account of who sent it.</summary>
    public long CreatedBy { get; private set; }

    public DateTime CreatedUtc { get; private set; }

    public IReadOnlyList<long> CategoryIds => [.. Categories.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
}
