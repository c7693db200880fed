using System.Globalization;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>Which button of the inbox was pressed: <c>verb deposit code</c>, separated by blanks.</summary>
public sealed class InboxForm
{
    public string Do { get; set; } = "";

    public (string Verb, long DepositId, string Code) Read() => Do.Split(' ') is [var verb, .. var rest]
        ? (verb, rest.Length > 0 && long.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, rest.Length > 1 ? rest[1] : "")
        : ("", 0, "");
}
