using System.Net;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>The two pages of the company: what to do, and the way back.</summary>
internal static class SbPaymentPages
{
    public static string Choice(SbPaymentStandIn.Purchase purchase)
    {
        var action = purchase["pay_method"] == "webcvs" ? ("issue", "番号を発行する") : ("approve", "カードで支払う");
        return Page($"""
            <h1>お支払い（スタンドイン）</h1>
            <p>{WebUtility.HtmlEncode(purchase["item_name"])} {purchase["amount"]}円</p>
            <form method="post" action="/page">
            <input type="hidden" name="order" value="{WebUtility.HtmlEncode(purchase["order_id"])}">
            <button name="action" value="{action.Item1}">{action.Item2}</button>
            <button name="action" value="decline">断られる</button>
            <button name="action" value="cancel">やめる</button>
            </form>
            """);
    }

    public static string Return(IEnumerable<KeyValuePair<string, string>> fields, string address)
    {
        var inputs = string.Concat(fields.Select(field => $"""<input type="hidden" name="{field.Key}" value="{WebUtility.HtmlEncode(field.Value)}">"""));
        return Page($"""
            <form method="post" action="{WebUtility.HtmlEncode(address)}" accept-charset="Shift_JIS">{inputs}<button>お店に戻る</button></form>
            <script>document.forms[0].submit()</script>
            """);
    }

    private static string Page(string body) => $"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>stand-in</title></head><body>{body}</body></html>""";
}
