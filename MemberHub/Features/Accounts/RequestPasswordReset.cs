using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed to get a link for a new password.</summary>
public sealed class PasswordResetRequestForm
{
    public string? Email { get; set; }
}

/// <summary>
/// Takes a wish for a new password (ID・パスワードを忘れた方). Whether somebody has this address is looked up after the answer was given, so
/// that neither its words nor its time can tell.
/// </summary>
public sealed class RequestPasswordReset(PasswordResetQueue queue)
{
    public Task<Result<Done>> RunAsync(PasswordResetRequestForm form, string origin)
    {
        var email = JapaneseText.Code(form.Email ?? "");
        if (email.Length == 0)
        {
            return Task.FromResult<Result<Done>>(new EmailMissing());
        }

        if (EmailAddress.FaultOf(email) is not null)
        {
            return Task.FromResult<Result<Done>>(new EmailNotValid());
        }

        queue.Add(new PasswordResetWish(email, CultureInfo.CurrentUICulture, origin));
        return Task.FromResult<Result<Done>>(Done.It);
    }
}
