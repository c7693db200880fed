using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>The address of a search for deposits.</summary>
internal static class FindAddress
{
    private const string Path = "/office/money/find";

    public static string Of(DepositSearch search)
    {
        List<KeyValuePair<string, string?>> parts =
        [
            new("show", search.Filter.ToString()),
            new("from", search.From),
            new("until", search.Until),
            new("amount", search.Amount),
            new("payer", search.Payer),
            new("page", search.Page > 1 ? search.Page.ToString(CultureInfo.InvariantCulture) : ""),
        ];
        return Path + QueryString.Create(parts.Where(part => part.Value is { Length: > 0 }));
    }
}
