using MemberHub.Domain.Societies;

namespace MemberHub.Features.Notices;

/// <summary>A mail to many members as typed.</summary>
public sealed class BroadcastForm
{
    public string RequestKey { get; set; } = "";

    public string? Subject { get; set; }

    public string? Body { get; set; }

    /// <summary>None ticked, and then null, means all.</summary>
    public List<long>? Categories { get; set; }

    public bool InArrearsOnly { get; set; }

    /// <summary>How many readers the preview showed.</summary>
    public int Readers { get; set; }

    internal BroadcastFaulty? Fault() => this switch
    {
        { Subject: null or "" } => new(nameof(Subject), "Empty"),
        { Body: null or "" } => new(nameof(Body), "Empty"),
        { Subject.Length: > Broadcast.SubjectMaxLength } => new(nameof(Subject), "TooLong"),
        { Body.Length: > Broadcast.BodyMaxLength } => new(nameof(Body), "TooLong"),
        _ when MergeText.UnknownIn(Subject) is { } field => new(nameof(Subject), "Field", field),
        _ when MergeText.UnknownIn(Body) is { } field => new(nameof(Body), "Field", field),
        _ => null,
    };
}
