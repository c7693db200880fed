using MemberHub.Data;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>A browser that is signed in (ログイン中の端末).</summary>
public sealed record SignedInDevice(long Id, string UserAgent, DateTime SinceUtc, DateTime SeenUtc, bool IsThis);

/// <summary>A line of the sign-in history (ログイン履歴).</summary>
/// <param name="Outcome">A word in code, such as WrongPassword.</param>
public sealed record SignInNote(DateTime OccurredUtc, string Outcome);

/// <summary>A passkey as its owner knows it.</summary>
public sealed record OwnPasskey(long Id, string Name, DateTime CreatedUtc, DateTime? LastUsedUtc);

/// <summary>Where an account stands with its authenticator app (二段階認証).</summary>
/// <param name="GuardsMember">It is asked for before the member pages.</param>
public sealed record TwoStepState(bool IsStaff, bool IsMember, bool HasApp, bool GuardsMember, int RecoveryCodesLeft);

/// <summary>Everything on the page about one's own safety.</summary>
public sealed record SecurityView(
    IReadOnlyList<SignedInDevice> Devices, IReadOnlyList<SignInNote> History, IReadOnlyList<OwnPasskey> Passkeys, TwoStepState TwoStep);

/// <summary>Shows somebody their own sign-ins, devices, passkeys and second factor (セキュリティ).</summary>
public sealed class OpenSecurity(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>So many lines of the history are shown.</summary>
    public const int HistoryLength = 30;

    public async Task<SecurityView> RunAsync(Actor actor, string sessionHash, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var account = actor.AccountId;
        await using var database = databases.Open(actor.SocietyId);
        var devices = await database.AccountSessions
            .Where(session => session.AccountId == account && session.EndedUtc == null && session.ExpiresUtc > now)
            .OrderByDescending(session => session.TokenHash == sessionHash).ThenByDescending(session => session.LastSeenUtc ?? session.CreatedUtc).ThenByDescending(session => session.Id)
            .Select(session => new SignedInDevice(session.Id, session.UserAgent, session.CreatedUtc, session.LastSeenUtc ?? session.CreatedUtc, session.TokenHash == sessionHash))
            .ToListAsync(cancel);
        var history = await database.SignInEvents
            .Where(item => item.AccountId == account)
            .OrderByDescending(item => item.OccurredUtc).ThenByDescending(item => item.Id)
            .Take(HistoryLength)
            .Select(item => new SignInNote(item.OccurredUtc, item.Outcome))
            .ToListAsync(cancel);
        var passkeys = await database.AccountPasskeys
            .Where(passkey => passkey.AccountId == account)
            .OrderBy(passkey => passkey.Id)
            .Select(passkey => new OwnPasskey(passkey.Id, passkey.Name, passkey.CreatedUtc, passkey.LastUsedUtc))
            .ToListAsync(cancel);
        var isStaff = await database.StaffAssignments.AnyAsync(staff => staff.AccountId == account && staff.DisabledUtc == null, cancel);
        var guards = await database.SecondFactors.Where(factor => factor.AccountId == account).Select(factor => (bool?)factor.GuardsMember).SingleOrDefaultAsync(cancel);
        var codes = await database.RecoveryCodes.CountAsync(code => code.AccountId == account && code.UsedUtc == null, cancel);
        return new(devices, history, passkeys, new(isStaff, actor.MemberId is not null, guards is not null, guards == true, codes));
    }
}
