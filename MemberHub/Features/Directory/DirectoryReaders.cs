using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Directory;

/// <summary>Who may see the other members: a member who has not left. An older sign-in may not know that its member has.</summary>
internal static class DirectoryReaders
{
    public static async Task<bool> MaySeeOthersAsync(this MemberHubDbContext database, Actor actor, DateOnly today, CancellationToken cancel) =>
        !actor.Withdrawn && actor.MemberId is { } id
        && await database.Members.AnyAsync(member => member.Id == id && member.MergedIntoId == null && (member.WithdrawnOn == null || member.WithdrawnOn > today), cancel);
}

/// <summary>Only a member who has not left sees the other members; the office has pages of its own.</summary>
public sealed record DirectoryForMembersOnly : Refusal;

/// <summary>Nothing to search for: no name, or one letter that half of all names have.</summary>
public sealed record NameTooShort : Refusal;

/// <summary>The account has searched as often as it may in an hour.</summary>
/// <param name="GoesOnAt">In Japan.</param>
public sealed record SearchesUsedUp(int Limit, TimeOnly GoesOnAt) : Refusal;
