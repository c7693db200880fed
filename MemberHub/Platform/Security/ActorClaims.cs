using System.Globalization;
using System.Security.Claims;
using MemberHub.Domain.Societies;

namespace MemberHub.Platform.Security;

/// <summary>How an <see cref="Actor"/> travels in the sign-in cookie: as claims, read back on every request and circuit.</summary>
public static class ActorClaims
{
    public const string Account = "mh:account";
    public const string Society = "mh:society";
    public const string Member = "mh:member";
    public const string Withdrawn = "mh:withdrawn";
    public const string Role = "mh:role";
    public const string Origin = "mh:origin";

    /// <summary>When they last showed who they are.</summary>
    public const string Proved = "mh:proved";

    /// <summary>Said of somebody whose second factor is still to be given: without it staff have no role, and whoever asked for it as a member is none.</summary>
    public const string AwaitsCode = "mh:awaits-code";

    /// <summary>The hash of the session's token.</summary>
    public const string Session = "mh:session";

    /// <summary>How many notices (お知らせ) the person has not read; not said where there are none.</summary>
    public const string UnreadNotices = "mh:unread-notices";

    public const string True = "true";

    /// <summary>The actor as claims, without the name that pages show.</summary>
    public static IEnumerable<Claim> ToClaims(this Actor actor)
    {
        yield return new Claim(Account, Text(actor.AccountId));
        yield return new Claim(Society, Text(actor.SocietyId));
        if (actor.MemberId is { } member)
        {
            yield return new Claim(Member, Text(member));
        }

        if (actor.Withdrawn)
        {
            yield return new Claim(Withdrawn, True);
        }

        foreach (var role in actor.Roles)
        {
            yield return new Claim(Role, role.ToString());
        }

        if (actor.ProvedUtc is { } proved)
        {
            yield return new Claim(Proved, Text(proved.Ticks));
        }

        if (actor.AwaitsCode)
        {
            yield return new Claim(AwaitsCode, True);
        }

        if (actor.Origin.Length > 0)
        {
            yield return new Claim(Origin, actor.Origin);
        }
    }

    /// <summary>The actor a signed-in principal stands for; <see cref="InvalidOperationException"/> when nobody is signed in.</summary>
    public static Actor ToActor(this ClaimsPrincipal user) => new(
        Number(user, Account) ?? throw new InvalidOperationException("Nobody is signed in."),
        Number(user, Society) ?? throw new InvalidOperationException("The sign-in names no society."),
        Number(user, Member),
        [.. user.FindAll(Role).Select(claim => Enum.Parse<StaffRole>(claim.Value))],
        user.HasClaim(Withdrawn, True))
    {
        Origin = user.FindFirst(Origin)?.Value ?? "",
        ProvedUtc = Number(user, Proved) is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null,
        AwaitsCode = user.HasClaim(AwaitsCode, True),
    };

    private static long? Number(ClaimsPrincipal user, string type) =>
        user.FindFirst(type) is { Value: var text } ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
