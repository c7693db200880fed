using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed to get a link for a new password.</summary>
public sealed class PasswordResetRequestForm
{
    public string? Email { get; set; }

    /// <summary>What the browser computed, where the page asked for it.</summary>
    public ProofForm? Proof { get; set; }
}

/// <summary>
/// Takes a wish for a new password (ID・パスワードを忘れた方). One row is written for every address, and whether somebody has it is looked up after the answer was
/// given, so that neither its words nor its time can tell.
/// </summary>
public sealed partial class RequestPasswordReset(
    MemberHubDatabases databases, ResetWishes wishes, AttemptGate gate, Doors doors, TimeProvider clock, ILogger<RequestPasswordReset> log)
{
    public async Task<Result<Done>> RunAsync(PasswordResetRequestForm form, string origin, CancellationToken cancel)
    {
        var email = JapaneseText.Code(form.Email ?? "");
        if (email.Length == 0)
        {
            return new EmailMissing();
        }

        if (EmailAddress.FaultOf(email) is not null)
        {
            return new EmailNotValid();
        }

        var entered = await gate.EnterAsync(doors.Reset, "", origin, form.Proof, cancel);
        if (!entered.Succeeded)
        {
            return entered.Refusal;
        }

        await using var database = databases.OpenAcrossSocieties();
        if (await database.ResetWishes.CountAsync(cancel) >= ResetWishes.MaxWaiting)
        {
            LogFull();
            return Done.It;
        }

        database.Add(wishes.RowOf(email, origin, clock.UtcNow()));
        await database.SaveChangesAsync(cancel);
        return Done.It;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many wishes for new passwords at once; one was dropped")]
    private partial void LogFull();
}
