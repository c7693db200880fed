namespace MemberHub.Features.Profile;

/// <summary>The words of 基本情報.</summary>
public sealed class ProfileText;
