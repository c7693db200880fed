using MemberHub.Features.Sandbox.Pages;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Sandbox;

/// <summary>The pages of the pretended company that a payer sees. They work without scripts.</summary>
internal static class HostedPages
{
    public static void MapHostedPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/sandbox").AllowAnonymous();
        pages.MapGet("/pay/{code}", ShowAsync);
        pages.MapPost("/pay/{code}", PayAsync);
        pages.MapGet("/secure/{code}", ShowSecureAsync);
        pages.MapPost("/secure/{code}", AnswerSecureAsync);
        pages.MapGet("/return/{code}", ReturnAsync);
        pages.MapGet("/left/{code}", LeaveAsync);
    }

    private static Task<IResult> ShowAsync(string code, string? lang, OpenHostedPage open, CancellationToken cancel) => PageAsync(
        code,
        open,
        payment => payment.Voucher is not null ? Page<VoucherPage>(payment, lang) : payment.IsOpen ? Page<CardPage>(payment, lang) : Page<EndedPage>(payment, lang),
        cancel);

    private static Task<IResult> ShowSecureAsync(string code, string? lang, OpenHostedPage open, CancellationToken cancel) =>
        PageAsync(code, open, payment => payment.IsOpen ? Page<SecurePage>(payment, lang) : Page<EndedPage>(payment, lang), cancel);

    private static Task<IResult> LeaveAsync(string code, string? lang, OpenHostedPage open, CancellationToken cancel) =>
        PageAsync(code, open, payment => Page<LeftPage>(payment, lang), cancel);

    // An unfinished payment is not returned from: the portal would wait for what cannot come.
    private static Task<IResult> ReturnAsync(string code, string? lang, HttpContext http, OpenHostedPage open, CancellationToken cancel) => PageAsync(
        code,
        open,
        payment =>
        {
            http.LetFormsLeadTo(payment.ReturnUrl);
            return payment.IsOpen ? Results.Redirect($"/sandbox/pay/{payment.Code}") : Page<ReturnPage>(payment, lang);
        },
        cancel);

    private static async Task<IResult> PayAsync(
        string code, string? lang, [FromForm] string? card, [FromForm] string? outcome, [FromForm] string? giveUp, PayByCard pay, CancellationToken cancel)
    {
        if (giveUp is not null)
        {
            return GoOn(await pay.RunAsync(code, card, CardOutcome.GivenUp, cancel), code, lang);
        }

        return Enum.TryParse<CardOutcome>(outcome, out var chosen) && Enum.IsDefined(chosen)
            ? GoOn(await pay.RunAsync(code, card, chosen, cancel), code, lang)
            : Results.BadRequest();
    }

    private static async Task<IResult> AnswerSecureAsync(string code, string? lang, [FromForm] bool approved, PayByCard pay, CancellationToken cancel) =>
        GoOn(await pay.RunAsync(code, null, approved ? CardOutcome.SecureApproved : CardOutcome.SecureDenied, cancel), code, lang);

    private static IResult GoOn(NextPage? next, string code, string? lang) => next is null
        ? Results.NotFound()
        : SeeOther.To($"/sandbox/{next.ToString()!.ToLowerInvariant()}/{code}", lang);

    private static async Task<IResult> PageAsync(string code, OpenHostedPage open, Func<HostedPayment, IResult> show, CancellationToken cancel) =>
        await open.RunAsync(code, cancel) is { } payment ? show(payment) : Results.NotFound();

    private static SandboxPage<TPage> Page<TPage>(HostedPayment payment, string? lang)
        where TPage : IComponent => new(lang ?? payment.Language, "Payment", payment);
}
