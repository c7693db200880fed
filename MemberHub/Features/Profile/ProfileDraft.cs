namespace MemberHub.Features.Profile;

/// <summary>Unsaved input, kept on the server so that a lost connection or a closed tab loses nothing.</summary>
/// <param name="Basis">What stood in the fields when typing began.</param>
/// <param name="Form">What stood there when it was kept.</param>
public sealed record ProfileDraft(ProfileForm Basis, ProfileForm Form)
{
    public const string Kind = "Profile";

    /// <summary>How long a draft is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>The kept input on top of what is saved today.</summary>
    public ProfileForm Onto(StoredProfile stored) => Form.Onto(stored, Basis);
}

/// <summary>A draft and when it was kept.</summary>
public sealed record KeptDraft(ProfileDraft Draft, DateTime SavedUtc);
