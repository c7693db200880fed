namespace MemberHub.Domain.Societies;

/// <summary>What a broadcast says, with merge fields (<see cref="MergeText"/>). The English text is for members whose language is English; empty where there is none.</summary>
public sealed record BroadcastText(string Subject, string Body, string SubjectEn = "", string BodyEn = "")
{
    public bool HasEnglish => SubjectEn.Length > 0;

    /// <summary>Subject and body for a reader of this language (ja or en; null for one who never chose).</summary>
    public (string Subject, string Body) For(string? language) => HasEnglish && language == "en" ? (SubjectEn, BodyEn) : (Subject, Body);
}
