using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Support.Office;

/// <summary>Leads a pressed button of a ticket's page to its use case.</summary>
public sealed class TicketActions(AnswerTicket answer, CloseTicket close, NameMember name, SetMemberEmail email, RemoveFirstAffiliation affiliation, SendLoginId loginId)
{
    /// <summary>The buttons; "Done.{word}" says that it was done.</summary>
    public static readonly IReadOnlyList<string> All = ["answer", "close", "name", "email", "affiliation", "login-id"];

    public Task<Result<Done>> DoAsync(Actor actor, string number, TicketForm form, CancellationToken cancel) => form.Do switch
    {
        "answer" => answer.RunAsync(actor, number, form.Seen, form.Answer ?? "", form.Closes, cancel),
        "close" => close.RunAsync(actor, number, form.Seen, form.Note ?? "", cancel),
        "name" => name.RunAsync(actor, number, form.Seen, form.Member ?? "", cancel),
        "email" => email.RunAsync(actor, number, form.Seen, new SetMemberEmailForm { Email = form.Email, Check = form.Check, Note = form.CheckNote }, cancel),
        "affiliation" => affiliation.RunAsync(actor, number, form.Seen, cancel),
        "login-id" => loginId.RunAsync(actor, number, form.Seen, cancel),
        _ => Task.FromResult<Result<Done>>(new NoSuchTicket()),
    };
}
