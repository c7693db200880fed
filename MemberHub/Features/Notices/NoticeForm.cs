using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Notices;

/// <summary>A notice as typed.</summary>
public sealed class NoticeForm
{
    public const int BodyMaxLength = 4_000;

    public NoticeAudience Audience { get; set; }

    /// <summary>Only for members of these categories. None ticked, and then null, means all.</summary>
    public List<long>? Categories { get; set; }

    /// <summary>Only for members of these ranks. None ticked, and then null, means all.</summary>
    public List<long>? Ranks { get; set; }

    /// <summary>Only for members in arrears, and only while they are.</summary>
    public bool InArrearsOnly { get; set; }

    public string? TitleJa { get; set; }

    public string? BodyJa { get; set; }

    /// <summary>Without an English text, the Japanese one is shown.</summary>
    public string? TitleEn { get; set; }

    public string? BodyEn { get; set; }

    public string? From { get; set; }

    /// <summary>The last day; empty for no end.</summary>
    public string? To { get; set; }

    public bool Pinned { get; set; }

    /// <summary>The version that was opened.</summary>
    public int Version { get; set; }

    public static NoticeForm Of(Notice notice) => new()
    {
        Audience = notice.Audience == NoticeAudience.System ? NoticeAudience.Everyone : notice.Audience,
        Categories = [.. KeyList.Read(notice.Categories)],
        Ranks = [.. KeyList.Read(notice.Ranks)],
        InArrearsOnly = notice.InArrearsOnly,
        TitleJa = notice.TitleJa,
        BodyJa = notice.BodyJa,
        TitleEn = notice.TitleEn == notice.TitleJa ? "" : notice.TitleEn,
        BodyEn = notice.BodyEn == notice.BodyJa ? "" : notice.BodyEn,
        From = Written(notice.PublishedOn),
        To = notice.EndsOn is { } end ? Written(end) : "",
        Pinned = notice.IsPinned,
        Version = notice.Version,
    };

    /// <summary>Whom the office can write to.</summary>
    public static readonly IReadOnlyList<NoticeAudience> Audiences = [NoticeAudience.Members, NoticeAudience.Everyone];

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with it, or null.</summary>
    internal NoticeFaulty? Fault() => this switch
    {
        { TitleJa: null or "" } => new(nameof(TitleJa), "Empty"),
        { BodyJa: null or "" } => new(nameof(BodyJa), "Empty"),
        { TitleJa.Length: > Notice.TitleMaxLength } => new(nameof(TitleJa), "TooLong"),
        { TitleEn.Length: > Notice.TitleMaxLength } => new(nameof(TitleEn), "TooLong"),
        { BodyJa.Length: > BodyMaxLength } => new(nameof(BodyJa), "TooLong"),
        { BodyEn.Length: > BodyMaxLength } => new(nameof(BodyEn), "TooLong"),
        _ when JapaneseDate.Read(From) is null => new(nameof(From), "Day"),
        _ when To is { Length: > 0 } && JapaneseDate.Read(To) is null => new(nameof(To), "Day"),
        _ when JapaneseDate.Read(To) < JapaneseDate.Read(From) => new(nameof(To), "EndsBefore"),
        _ when !Audiences.Contains(Audience) => new(nameof(Audience), "Empty"),
        _ when Audience != NoticeAudience.Members && (Categories is { Count: > 0 } || Ranks is { Count: > 0 } || InArrearsOnly) => new(nameof(Audience), "NotNarrowed"),
        _ when KeyList.Write(Categories).Length > KeyList.MaxLength => new(nameof(Categories), "TooLong"),
        _ when KeyList.Write(Ranks).Length > KeyList.MaxLength => new(nameof(Ranks), "TooLong"),
        _ => null,
    };

    /// <summary>Puts a sound form into the notice.</summary>
    internal Notice Fill(Notice? notice)
    {
        var (titleEn, bodyEn) = (TitleEn is { Length: > 0 } title ? title : TitleJa!, BodyEn is { Length: > 0 } body ? body : BodyJa!);
        return (notice ?? new Notice(Audience, TitleJa!, titleEn, BodyJa!, bodyEn, JapaneseDate.Read(From)!.Value))
            .Change(Audience, TitleJa!, titleEn, BodyJa!, bodyEn, JapaneseDate.Read(From)!.Value, JapaneseDate.Read(To), Pinned)
            .Narrow(Categories, Ranks, InArrearsOnly);
    }
}
