using System.Diagnostics;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>Members with accounts, and what was mailed to them.</summary>
internal static class AccountsWorld
{
    public const string Password = "そら飛ぶ ringo 5kg";

    /// <summary>A member with an account; without a password as after an import.</summary>
    public static async Task<Account> AddMemberAsync(
        this TestApp app, string number, string loginId, string? email, string? password = null, DateOnly? withdrawnOn = null)
    {
        var society = await app.SocietyAsync();
        return await app.AddMemberToAsync(society, number, loginId, email, password, withdrawnOn);
    }

    public static async Task<Account> AddMemberToAsync(
        this TestApp app, Society society, string number, string loginId, string? email, string? password = null, DateOnly? withdrawnOn = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var lookup = app.Services.GetRequiredService<AccountLookup>();
        await using var database = app.Databases.Open(society.Id);
        var category = await database.MemberCategories.FirstOrDefaultAsync(cancel);
        if (category is null)
        {
            category = new MemberCategory("Regular", "正会員", "Regular member");
            database.Add(category);
            await database.SaveChangesAsync(cancel);
        }

        var account = new Account
        {
            UserName = loginId,
            NormalizedUserName = lookup.Normalize(loginId),
            Email = email,
            NormalizedEmail = email is null ? null : lookup.Normalize(email),
        };
        account.PasswordHash = password is null ? null : app.Services.GetRequiredService<Passwords>().Hash(account, password);
        var member = new Member(MemberNumber.Parse(number), "髙橋　花子", "たかはし　はなこ", category.Id, null);
        member.Classify(category.Id, null, null, withdrawnOn);
        database.AddRange(account, member);
        await database.SaveChangesAsync(cancel);
        database.Add(new AccountMember { AccountId = account.Id, MemberId = member.Id });
        await database.SaveChangesAsync(cancel);
        return account;
    }

    /// <summary>The .eml files once there are so many.</summary>
    public static async Task<IReadOnlyList<ReceivedMail>> MailsAsync(this TestApp app, int count)
    {
        var folder = Path.Combine(app.Folder, "mail");
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromSeconds(40))
        {
            if (System.IO.Directory.Exists(folder) && System.IO.Directory.GetFiles(folder, "*.eml") is var files && files.Length >= count)
            {
                return [.. files.Order(StringComparer.Ordinal).Select(file => ReceivedMail.Read(File.ReadAllBytes(file)))];
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"There are not {count} mails.");
    }
}
