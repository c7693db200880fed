using MemberHub.Domain.Societies;

namespace MemberHub.Features.Notices;

/// <summary>A mail to many members as typed.</summary>
public sealed class BroadcastForm
{
    public string RequestKey { get; set; } = "";

    public string? Subject { get; set; }

    public string? Body { get; set; }

    /// <summary>For members whose language is English. Without it they get the Japanese text.</summary>
    public string? SubjectEn { get; set; }

    /// <inheritdoc cref="SubjectEn"/>
    public string? BodyEn { get; set; }

    /// <summary>None ticked, and then null, means all.</summary>
    public List<long>? Categories { get; set; }

    /// <summary>None ticked, and then null, means all.</summary>
    public List<long>? Ranks { get; set; }

    public bool InArrearsOnly { get; set; }

    /// <summary>How many readers the preview showed.</summary>
    public int Readers { get; set; }

    /// <summary>What the preview showed, as <see cref="BroadcastPreview.Digest"/>.</summary>
    public string Digest { get; set; } = "";

    internal BroadcastFaulty? Fault() => this switch
    {
        { Subject: null or "" } => new(nameof(Subject), "Empty"),
        { Body: null or "" } => new(nameof(Body), "Empty"),
        { Subject.Length: > Broadcast.SubjectMaxLength } => new(nameof(Subject), "TooLong"),
        { Body.Length: > Broadcast.BodyMaxLength } => new(nameof(Body), "TooLong"),
        _ when MergeText.UnknownIn(Subject) is { } field => new(nameof(Subject), "Field", field),
        _ when MergeText.UnknownIn(Body) is { } field => new(nameof(Body), "Field", field),
        { SubjectEn.Length: > Broadcast.SubjectMaxLength } => new(nameof(SubjectEn), "TooLong"),
        { BodyEn.Length: > Broadcast.BodyMaxLength } => new(nameof(BodyEn), "TooLong"),
        { SubjectEn: null or "", BodyEn.Length: > 0 } => new(nameof(SubjectEn), "Empty"),
        { SubjectEn.Length: > 0, BodyEn: null or "" } => new(nameof(BodyEn), "Empty"),
        _ when MergeText.UnknownIn(SubjectEn ?? "") is { } field => new(nameof(SubjectEn), "Field", field),
        _ when MergeText.UnknownIn(BodyEn ?? "") is { } field => new(nameof(BodyEn), "Field", field),
        _ when KeyList.Write(Categories).Length > KeyList.MaxLength => new(nameof(Categories), "TooLong"),
        _ when KeyList.Write(Ranks).Length > KeyList.MaxLength => new(nameof(Ranks), "TooLong"),
        _ => null,
    };

    internal BroadcastAudience ToAudience() => new(Categories ?? [], Ranks ?? [], InArrearsOnly);

    internal BroadcastText ToText() => new(Subject!, Body!, SubjectEn ?? "", BodyEn ?? "");

    /// <summary>A mail that says what a notice says, to those it is for.</summary>
    public static BroadcastForm Of(NoticeForm notice, string requestKey)
    {
        var translated = notice is { TitleEn.Length: > 0, BodyEn.Length: > 0 };
        return new BroadcastForm
        {
            RequestKey = requestKey,
            Subject = notice.TitleJa,
            Body = notice.BodyJa,
            SubjectEn = translated ? notice.TitleEn : "",
            BodyEn = translated ? notice.BodyEn : "",
            Categories = notice.Categories,
            Ranks = notice.Ranks,
            InArrearsOnly = notice.InArrearsOnly,
        };
    }
}
