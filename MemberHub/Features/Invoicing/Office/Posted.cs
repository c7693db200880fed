using System.Globalization;
using MemberHub.Domain.Documents;

namespace MemberHub.Features.Invoicing.Office;

/// <summary>Reads what a page of this feature is sent beside its form's properties.</summary>
internal static class Posted
{
    /// <summary>The chosen charges: one box each, of the same name; more of them than the form's own reading takes.</summary>
    public static IReadOnlyList<long> Charges(HttpContext http) =>
        [.. http.Request.Form["charge"].Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct()];

    /// <summary>The document numbers in an address, each only when it is one.</summary>
    public static IReadOnlyList<string> Invoices(string? text) =>
        [.. (text ?? "").Split(',').Where(number => DocumentNumber.TryParse(number, out _))];
}
