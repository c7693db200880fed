using MemberHub.Components.Texts;
using MemberHub.Data.Sandbox;
using MemberHub.Domain;
using MemberHub.Features.Sandbox.Pages;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Sandbox;

/// <summary>The console, a test tool: whoever reaches it decides what happens to test payments, and needs no sign-in.</summary>
internal static class ConsolePages
{
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        var console = routes.MapGroup("/sandbox/console").AllowAnonymous();
        console.MapGet("", ShowAsync);
        console.MapPost("/payments/{code}", ActOnPaymentAsync);
        console.MapPost("/notifications/{id:long}", ActOnNotificationAsync);
        console.MapPost("/mode/{code?}", SetModeAsync);
        console.MapPost("/reverse/{code?}", ReverseAsync);
    }

    private static async Task<IResult> ShowAsync(string? search, string? lang, OpenConsole open, CancellationToken cancel) =>
        new SandboxPage<ConsolePage>(lang ?? Languages.Current, "View", await open.RunAsync(search, cancel));

    private static async Task<IResult> ActOnPaymentAsync(
        string code, string? search, string? lang, [FromForm] string? action, [FromForm] long? amount, ActOnPayment act, CancellationToken cancel) =>
        Parsed<PaymentAction>(action) is { } wanted && await act.RunAsync(code, wanted, amount is { } yen ? new Yen(yen) : null, cancel)
            ? Back(search, lang, code)
            : Results.BadRequest();

    private static async Task<IResult> ActOnNotificationAsync(
        long id, string? search, string? lang, [FromForm] string? action, [FromForm] int? seconds, ActOnNotification act, CancellationToken cancel) =>
        Parsed<NotificationAction>(action) is { } wanted && await act.RunAsync(id, wanted, Math.Clamp(seconds ?? 0, 0, SetMode.SecondsMost), cancel)
            ? Back(search, lang, "")
            : Results.BadRequest();

    private static async Task<IResult> SetModeAsync(
        string? code, string? search, string? lang, [FromForm] string? mode, [FromForm] int? seconds, SetMode set, CancellationToken cancel)
    {
        await set.RunAsync(code, Parsed<SandboxMode>(mode), seconds ?? 0, cancel);
        return Back(search, lang, code ?? "");
    }

    // The form's own fields belong to its other button; without one of them the form would not be checked for its token.
    private static async Task<IResult> ReverseAsync(
        string? code, string? search, string? lang, [FromForm] string? mode, SendReversed send, CancellationToken cancel)
    {
        _ = mode;
        await send.RunAsync(code, cancel);
        return Back(search, lang, code ?? "");
    }

    private static IResult Back(string? search, string? lang, string code) =>
        SeeOther.To("/sandbox/console", lang, string.IsNullOrEmpty(search) ? "" : $"search={Uri.EscapeDataString(search)}", code);

    private static T? Parsed<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
