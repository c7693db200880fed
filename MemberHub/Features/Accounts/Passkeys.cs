using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Calendar;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>What a browser answers when it was asked for a passkey.</summary>
public sealed class PasskeyForm
{
    /// <summary>The credential as JSON (WebAuthn, section 5.1).</summary>
    public string? Credential { get; set; }

    /// <summary>What it was asked with, sealed.</summary>
    public string? State { get; set; }
}

/// <summary>What a browser is asked with.</summary>
/// <param name="Options">JSON for navigator.credentials.</param>
/// <param name="State">Goes through the browser and comes back with its answer; sealed, and of use for five minutes.</param>
public sealed record PasskeyOffer(string Options, string State);

/// <summary>
/// Passkeys (パスキー) by the handler of ASP.NET Core Identity. Every key can be found without a name and shows that its owner unlocked it, by finger, face or PIN: so it
/// stands for both factors. A request names nobody, and one that is not newer than the last use of its key opens nothing.
/// </summary>
public sealed class Passkeys(IDataProtectionProvider protection, ILoggerFactory loggers, TimeProvider clock)
{
    /// <summary>So many keys an account may have.</summary>
    public const int MaxKeys = 10;

    /// <summary>How long the browser's question may stay open.</summary>
    public static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(5);

    private const string Required = "required";
    private const int AnswerMaxLength = 20_000;

    /// <summary>What an authenticator knows an account by: a number that means nothing elsewhere.</summary>
    public static string HandleOf(long accountId) => accountId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Asks for a key of whoever it may be.</summary>
    public async Task<PasskeyOffer> OfferUseAsync(MemberHubDbContext database, PasskeySite site)
    {
        var made = await Handler(database, site).MakeRequestOptionsAsync(null, RequestFrom(site));
        return new(made.RequestOptionsJson, Seal("use", made.AssertionState ?? ""));
    }

    /// <summary>Asks for a new key of this account; the authenticator leaves out those it has already.</summary>
    public async Task<PasskeyOffer> OfferCreationAsync(MemberHubDbContext database, long accountId, string login, string name, PasskeySite site)
    {
        var owner = new PasskeyUserEntity { Id = HandleOf(accountId), Name = login, DisplayName = name };
        var made = await Handler(database, site).MakeCreationOptionsAsync(owner, RequestFrom(site));
        return new(made.CreationOptionsJson, Seal($"create {HandleOf(accountId)}", made.AttestationState ?? ""));
    }

    /// <summary>The key that was made, or null for an answer that does not hold.</summary>
    internal async Task<AccountPasskey?> ReadNewAsync(MemberHubDbContext database, long accountId, PasskeyForm form, string name, PasskeySite site)
    {
        if (Opened($"create {HandleOf(accountId)}", form) is not { } question)
        {
            return null;
        }

        var read = await Handler(database, site).PerformAttestationAsync(new() { HttpContext = RequestFrom(site), CredentialJson = form.Credential!, AttestationState = question.State });
        return !read.Succeeded || read.UserEntity.Id != HandleOf(accountId) ? null : new AccountPasskey
        {
            AccountId = accountId,
            CredentialId = read.Passkey.CredentialId,
            PublicKey = read.Passkey.PublicKey,
            Name = name,
            SignCount = read.Passkey.SignCount,
            Transports = read.Passkey.Transports ?? [],
            IsBackupEligible = read.Passkey.IsBackupEligible,
            IsBackedUp = read.Passkey.IsBackedUp,
            CreatedUtc = clock.UtcNow(),
        };
    }

    /// <summary>Uses a key once: the account it belongs to, or null for an answer that does not hold.</summary>
    internal async Task<long?> UseAsync(MemberHubDbContext database, PasskeyForm form, PasskeySite site, CancellationToken cancel)
    {
        if (Opened("use", form) is not { } question)
        {
            return null;
        }

        var read = await Handler(database, site).PerformAssertionAsync(new() { HttpContext = RequestFrom(site), CredentialJson = form.Credential!, AssertionState = question.State });
        if (!read.Succeeded)
        {
            return null;
        }

        // In one statement: the same answer sent twice, at the same moment too, counts once.
        var (now, id, count, isBackedUp) = (clock.UtcNow(), read.Passkey.CredentialId, (long)read.Passkey.SignCount, read.Passkey.IsBackedUp);
        var used = await database.AccountPasskeys
            .Where(passkey => passkey.AccountId == read.User.Id && passkey.CredentialId == id && (passkey.LastUsedUtc == null || passkey.LastUsedUtc < question.AskedUtc))
            .ExecuteUpdateAsync(
                row => row.SetProperty(passkey => passkey.LastUsedUtc, now).SetProperty(passkey => passkey.SignCount, count).SetProperty(passkey => passkey.IsBackedUp, isBackedUp),
                cancel);
        return used == 1 ? read.User.Id : null;
    }

    private PasskeyHandler<Account> Handler(MemberHubDbContext database, PasskeySite site)
    {
        // Accounts are looked up through it and nothing else, so it needs none of the rules that it could enforce.
        var accounts = new UserManager<Account>(new PasskeyStore(database), null!, null!, [], [], null!, null!, null!, loggers.CreateLogger<UserManager<Account>>());
        return new(accounts, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = site.Domain,
            AuthenticatorTimeout = OfferLife,
            UserVerificationRequirement = Required,
            ResidentKeyRequirement = Required,
            ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == site.Origin),
        }));
    }

    private static DefaultHttpContext RequestFrom(PasskeySite site)
    {
        var origin = new Uri(site.Origin);
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (origin.Scheme, HostString.FromUriComponent(origin));
        context.Request.Headers.Origin = site.Origin;
        return context;
    }

    private string Seal(string purpose, string state) => WebEncoders.Base64UrlEncode(
        Sealer(purpose).Protect(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{clock.UtcNow().Ticks} {state}")), OfferLife));

    private (DateTime AskedUtc, string State)? Opened(string purpose, PasskeyForm form)
    {
        if (form is not { Credential: { Length: > 0 and <= AnswerMaxLength }, State: { Length: > 0 and <= AnswerMaxLength } sealedState })
        {
            return null;
        }

        try
        {
            var parts = Encoding.UTF8.GetString(Sealer(purpose).Unprotect(WebEncoders.Base64UrlDecode(sealedState))).Split(' ', 2);
            return (new DateTime(long.Parse(parts[0], CultureInfo.InvariantCulture), DateTimeKind.Utc), parts[1]);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Sealer(string purpose) => protection.CreateProtector("MemberHub.Passkey", purpose).ToTimeLimitedDataProtector();
}
