using System.Text.RegularExpressions;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>The page from which somebody opened a form, as the address of the form carries it. It is typed by whoever wants to, so it is kept only where it looks like a page.</summary>
internal static partial class PageAddress
{
    /// <summary>The path; empty for anything that is none.</summary>
    public static string Of(string? from) => from is { Length: <= SupportTicket.PageMaxLength } && Path().IsMatch(from) ? from : "";

    [GeneratedRegex(@"\A/[A-Za-z0-9/_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
