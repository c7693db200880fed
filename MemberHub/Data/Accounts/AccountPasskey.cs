namespace MemberHub.Data.Accounts;

/// <summary>A passkey of an account (パスキー, W3C Web Authentication): the public half of a key pair that a phone, computer or security key holds.</summary>
public sealed class AccountPasskey
{
    public const int NameMaxLength = 60;

    /// <summary>The longest identifier that authenticators may make up (WebAuthn, section 4).</summary>
    public const int CredentialIdMaxLength = 1023;

    public long Id { get; private set; }

    public long AccountId { get; init; }

    /// <summary>What the authenticator calls the key; unique.</summary>
    public byte[] CredentialId { get; init; } = [];

    /// <summary>In COSE form.</summary>
    public byte[] PublicKey { get; init; } = [];

    /// <summary>What its owner calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>How often the authenticator says that it was used; many always say 0.</summary>
    public long SignCount { get; init; }

    /// <summary>How the authenticator can be reached, such as internal or usb.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>The key may be copied to the owner's other devices.</summary>
    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    public DateTime CreatedUtc { get; init; }

    /// <summary>When it last opened something. A request for it that is older than this opens nothing any more.</summary>
    public DateTime? LastUsedUtc { get; init; }
}
