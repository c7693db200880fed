using System.Globalization;
using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>The letters, to be printed now: nobody can print the same codes again.</summary>
public sealed record FirstPasswordLetters(string Name, byte[] Bytes, int Count);

/// <summary>
/// Makes first-password letters (初回パスワードの手紙) for members without e-mail. Only hashes of the codes are kept; a new letter makes the member's older ones
/// void.
/// </summary>
public sealed class IssueFirstPasswords(MemberHubDatabases databases, MemberIndex index, FirstPasswordLetter letter, PublicAddress address, TimeProvider clock)
{
    /// <summary>Of one pile: what one printer and one envelope run take.</summary>
    public const int MaxLetters = 1_000;

    /// <summary>How many days a code is good.</summary>
    public const int Days = 30;

    public async Task<Result<FirstPasswordLetters>> RunAsync(Actor actor, FirstPasswordWish wish, CancellationToken cancel)
    {
        var (now, today) = (clock.UtcNow(), clock.Today());
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(now))
        {
            return new ProofNeeded();
        }

        await using var database = databases.Open(actor.SocietyId);
        var choice = await FirstPasswordChoice.OfAsync(database, index, wish, today, cancel);
        if (choice.Readers.Count is 0 or > MaxLetters)
        {
            return choice.Readers.Count == 0 ? new NobodyForLetters() : new TooManyLetters(MaxLetters);
        }

        var codes = choice.Readers.Select(_ => RecoveryCode.CreateForLetter()).ToList();
        var issuer = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings.Issuer).SingleAsync(cancel);
        var page = address.LinkTo("/first-password");
        var picture = QrPicture.Of(page);
        var terms = new FirstPasswordTerms(issuer, page, picture.Size, picture.Runs, today, today.AddDays(Days));
        var paper = letter.Render(choice.Readers.Zip(codes, (reader, code) => new FirstPasswordContent(reader.To, reader.Number, code.Text)), terms, now);

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var accounts = choice.Readers.Select(reader => reader.AccountId).ToList();

        // Of two piles that are made at once, the second begins when the first is kept, and ends its codes.
        await database.LockAccountsAsync(accounts, cancel);
        await database.FirstPasswords.AcrossSocieties().Where(first => accounts.Contains(first.AccountId) && first.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(first => first.EndedUtc, now), cancel);

        // To the end of the last day that stands in the letter.
        var expires = JapanTime.UtcOf(today.AddDays(Days + 1).ToDateTime(TimeOnly.MinValue));
        foreach (var (reader, code) in choice.Readers.Zip(codes))
        {
            database.Add(new FirstPassword { AccountId = reader.AccountId, MemberId = reader.MemberId, CodeHash = code.Hash, CreatedUtc = now, ExpiresUtc = expires });
            database.Record(actor, now, nameof(IssueFirstPasswords), reader.MemberId, new { Through = terms.Through, Letters = choice.Readers.Count });
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        var name = string.Create(CultureInfo.InvariantCulture, $"first-password-{today:yyyyMMdd}-{choice.Readers.Count}.pdf");
        return new FirstPasswordLetters(name, paper.Bytes, choice.Readers.Count);
    }

    internal static async Task<IResult> ServeAsync(
        [FromForm] string? number, [FromForm] string? q, [FromForm] string? category, [FromForm] string? rank, [FromForm] string? standing, [FromForm] string? arrears,
        ClaimsPrincipal user, IssueFirstPasswords issue, HttpContext http, CancellationToken cancel)
    {
        var wish = new FirstPasswordWish(number ?? "", MemberFilter.Of(q, category, rank, standing, arrears));
        var issued = await issue.RunAsync(user.ToActor(), wish, cancel);
        if (issued.Value is not { } letters)
        {
            var page = $"/office/members/first-passwords?{(wish.Number.Length > 0 ? $"number={Uri.EscapeDataString(wish.Number)}" : wish.Filter.ToQuery())}";
            return issued.Refusal switch
            {
                NotAllowed => Results.StatusCode(StatusCodes.Status403Forbidden),
                ProofNeeded => Results.LocalRedirect(Reauthentication.AddressFor(page.TrimEnd('?'))),
                _ => Results.LocalRedirect(page),
            };
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(letters.Bytes, "application/pdf", letters.Name);
    }
}

public sealed record NobodyForLetters : Refusal;

public sealed record TooManyLetters(int Max) : Refusal;
