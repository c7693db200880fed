using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Import;

/// <summary>A row that is to become an account, or to change one.</summary>
/// <param name="AccountId">Null for a new one.</param>
/// <param name="Before">Null for a new one.</param>
internal sealed record NamesWish(RosterRow Row, long? AccountId, RosterValues? Before, RosterValues After);

/// <summary>
/// The names with which people sign in, as they are once the file is in: what one row gives up, another may take. Accounts are one for all societies, so
/// a name may be taken by somebody whom this roster does not know.
/// </summary>
internal sealed class AccountNames
{
    private static readonly AccountNormalizer Normalizer = new();

    private readonly Dictionary<string, long> loginIds = [];
    private readonly Dictionary<string, long> emails = [];

    public void Know(Account account)
    {
        loginIds.TryAdd(account.NormalizedUserName ?? "", account.Id);
        emails.TryAdd(account.NormalizedEmail ?? "", account.Id);
    }

    /// <summary>The faults of each wish that cannot be granted. Who is refused keeps their names, so that whoever wanted those is refused as well.</summary>
    /// <param name="isNumber">Whether a member has this number, here or in the file.</param>
    /// <param name="isEmail">Whether a row of the file has this address.</param>
    public IReadOnlyDictionary<NamesWish, IReadOnlyList<(RosterColumn Column, Refusal Reason)>> Judge(
        IReadOnlyList<NamesWish> wishes, Func<string, bool> isNumber, Func<string, bool> isEmail)
    {
        var refused = new Dictionary<NamesWish, IReadOnlyList<(RosterColumn, Refusal)>>(ReferenceEqualityComparer.Instance);
        for (var before = -1; before < refused.Count;)
        {
            before = refused.Count;
            var open = wishes.Where(wish => !refused.ContainsKey(wish)).ToList();
            var givenUp = GivenUp(open).ToHashSet();
            foreach (var wish in open)
            {
                if (FaultsOf(wish, givenUp, isNumber, isEmail).ToList() is { Count: > 0 } faults)
                {
                    refused.Add(wish, faults);
                }
            }
        }

        return refused;
    }

    /// <summary>The accounts that give up a name which another row takes: it must be free before that one is written.</summary>
    public static IReadOnlyCollection<long> PassingOn(IReadOnlyList<NamesWish> granted)
    {
        var taken = granted.SelectMany(wish => Names(wish.After)).ToHashSet();
        return [.. granted.Where(wish => wish is { AccountId: not null, Before: { } before } && Names(before).Except(Names(wish.After)).Any(taken.Contains)).Select(wish => wish.AccountId!.Value)];
    }

    private IEnumerable<(RosterColumn Column, Refusal Reason)> FaultsOf(
        NamesWish wish, HashSet<(RosterColumn, string)> givenUp, Func<string, bool> isNumber, Func<string, bool> isEmail)
    {
        var (loginId, email) = (wish.After[RosterColumn.LoginId], wish.After[RosterColumn.Email]);
        if (IsTaken(loginIds, RosterColumn.LoginId, loginId, wish.AccountId, givenUp))
        {
            yield return (RosterColumn.LoginId, new LoginIdTaken(loginId));
        }
        else if (IsOfAnother(wish, loginId, isNumber, isEmail))
        {
            yield return (RosterColumn.LoginId, new LoginIdOfAnother(loginId));
        }

        if (email.Length > 0 && IsTaken(emails, RosterColumn.Email, email, wish.AccountId, givenUp))
        {
            yield return (RosterColumn.Email, new EmailTaken(email));
        }
    }

    private static bool IsTaken(Dictionary<string, long> owners, RosterColumn column, string name, long? accountId, HashSet<(RosterColumn, string)> givenUp) =>
        owners.TryGetValue(Key(name), out var owner) && owner != accountId && !givenUp.Contains((column, Key(name)));

    // Only a name that comes: whoever has one for long has been let in by the office.
    private bool IsOfAnother(NamesWish wish, string loginId, Func<string, bool> isNumber, Func<string, bool> isEmail)
    {
        if (wish.Before is { } before && Key(before[RosterColumn.LoginId]) == Key(loginId))
        {
            return false;
        }

        if (MemberNumber.TryParse(loginId, out var number))
        {
            return number.Value != wish.Row.Number && isNumber(number.Value.Digits);
        }

        return Key(loginId) != Key(wish.After[RosterColumn.Email])
            && (isEmail(loginId) || (emails.TryGetValue(Key(loginId), out var owner) && owner != wish.AccountId));
    }

    private static IEnumerable<(RosterColumn, string)> GivenUp(IEnumerable<NamesWish> wishes) =>
        wishes.Where(wish => wish.Before is not null).SelectMany(wish => Names(wish.Before!).Except(Names(wish.After)));

    private static (RosterColumn, string)[] Names(RosterValues values) =>
        [(RosterColumn.LoginId, Key(values[RosterColumn.LoginId])), (RosterColumn.Email, Key(values[RosterColumn.Email]))];

    private static string Key(string name) => Normalizer.NormalizeName(name);
}
