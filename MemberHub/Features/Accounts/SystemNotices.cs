namespace MemberHub.Features.Accounts;

/// <summary>
/// What the operator has to say to everybody who comes to sign in, whichever their society (システムからのお知らせ): the settings section SystemNotices,
/// read anew when the file changes.
/// </summary>
public sealed class SystemNotices
{
    public const string Section = "SystemNotices";

    /// <summary>In the order of the page.</summary>
    public List<SystemNotice> Notices { get; set; } = [];

    internal IEnumerable<SystemNotice> ShownOn(DateOnly today) => Notices.Where(notice => (notice.From is null || notice.From <= today) && (notice.To is null || notice.To >= today));
}

/// <summary>One of them.</summary>
public sealed class SystemNotice
{
    /// <summary>The first day in Japan on which it is shown; null for at once.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last such day; null for no end.</summary>
    public DateOnly? To { get; set; }

    public string TitleJa { get; set; } = "";

    public string BodyJa { get; set; } = "";

    /// <summary>Without an English text, the Japanese one is shown.</summary>
    public string TitleEn { get; set; } = "";

    /// <inheritdoc cref="TitleEn"/>
    public string BodyEn { get; set; } = "";
}
