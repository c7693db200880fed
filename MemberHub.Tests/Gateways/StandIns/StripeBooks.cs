using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>What the Stripe stand-in remembers and the rules by which it changes.</summary>
public sealed class StripeBooks(TimeProvider clock, Func<string> address)
{
    private int lastNumber = 100;

    public ConcurrentDictionary<string, JsonObject> Sessions { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Intents { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Refunds { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Disputes { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Events { get; } = new();

    /// <summary>Events that were not delivered yet.</summary>
    public ConcurrentQueue<JsonObject> Outbox { get; } = [];

    /// <summary>Added to the amount that is received: a company that takes something else than was ordered.</summary>
    public int AmountOffset { get; set; }

    /// <summary>The search does not find what was made a moment ago.</summary>
    public bool SearchLags { get; set; }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public JsonObject Get(string path, IQueryCollection query) => path.Split('/')[2..] switch
    {
        ["checkout", "sessions", var id] => Known(Sessions, id),
        ["checkout", "sessions"] => List(Sessions.Values.Where(session => (string?)session["payment_intent"] is { } intent && intent == query["payment_intent"]).Take(1)),
        ["payment_intents", "search"] => Search(query["query"].ToString()),
        ["payment_intents", var id] => Expanded(Known(Intents, id), query["expand[]"]),
        ["events", var id] => Known(Events, id),
        ["refunds", var id] => Known(Refunds, id),
        ["refunds"] => List(Refunds.Values.Where(refund => refund["charge"]!.GetValue<string>() == query["charge"]).OrderByDescending(refund => refund["id"]!.GetValue<string>()).Take(1)),
        ["disputes", var id] => Known(Disputes, id),
        _ => throw new Refusal(404, "", "Unrecognized request URL."),
    };

    public JsonObject Post(string path, IReadOnlyDictionary<string, string> form) => path.Split('/')[2..] switch
    {
        ["checkout", "sessions"] => NewSession(form),
        ["checkout", "sessions", var id, "expire"] => ExpireSession(id),
        ["payment_intents"] => NewIntent(form),
        ["payment_intents", var id, "cancel"] => CancelIntent(id),
        ["refunds"] => NewRefund(form),
        _ => throw new Refusal(404, "", "Unrecognized request URL."),
    };

    /// <summary>The payer paid on the page.</summary>
    public void PaySession(string id)
    {
        var session = Open(id);
        var intent = Keep(Intents, IntentOf("pi", session["amount_total"]!.GetValue<long>(), "card", session["intent_metadata"]!.DeepClone().AsObject()));
        session["payment_intent"] = intent["id"]!.GetValue<string>();
        Receive(intent);
        session["status"] = "complete";
        session["payment_status"] = "paid";
        session["url"] = null;
        Happened("checkout.session.completed", session, secondsLater: 2);
    }

    /// <summary>The card was declined; the page stays open for another one.</summary>
    public void DeclineSession(string id)
    {
        var session = Open(id);
        var intent = Keep(Intents, IntentOf("pi", session["amount_total"]!.GetValue<long>(), "card", session["intent_metadata"]!.DeepClone().AsObject()));
        session["payment_intent"] = intent["id"]!.GetValue<string>();
        intent["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["decline_code"] = "generic_decline" };
        Happened("payment_intent.payment_failed", intent);
    }

    /// <summary>The page was open too long, or was closed by us.</summary>
    public JsonObject ExpireSession(string id)
    {
        var session = Open(id);
        session["status"] = "expired";
        session["url"] = null;
        Happened("checkout.session.expired", session);
        return session;
    }

    /// <summary>The voucher was paid at the store.</summary>
    public void PayVoucher(string id)
    {
        var intent = Intents[id];
        intent["next_action"] = null;
        Receive(intent);
    }

    /// <summary>The voucher's deadline passed.</summary>
    public void ExpireVoucher(string id)
    {
        var intent = Intents[id];
        intent["status"] = "requires_payment_method";
        intent["next_action"] = null;
        intent["last_payment_error"] = new JsonObject { ["type"] = "invalid_request_error", ["code"] = "payment_intent_payment_attempt_expired" };
        Happened("payment_intent.payment_failed", intent);
    }

    /// <summary>The payer's bank took the money back.</summary>
    public void Dispute(string intentId)
    {
        var dispute = Keep(Disputes, new JsonObject
        {
            ["id"] = NewId("dp"),
            ["amount"] = Intents[intentId]["amount"]!.GetValue<long>(),
            ["payment_intent"] = intentId,
            ["status"] = "needs_response",
            ["reason"] = "fraudulent",
        });
        Happened("charge.dispute.created", dispute);
    }

    /// <summary>A refund that was pressed for on the company's own pages, or one that failed afterwards.</summary>
    public JsonObject Refund(string intentId, long amount, string status = "succeeded")
    {
        var intent = Intents[intentId];
        var refund = Keep(Refunds, new JsonObject
        {
            ["id"] = NewId("re"),
            ["amount"] = amount,
            ["payment_intent"] = intentId,
            ["charge"] = intent["latest_charge"]!["id"]!.GetValue<string>(),
            ["status"] = status,
            ["failure_reason"] = status == "failed" ? "expired_or_canceled_card" : null,
            ["created"] = Now,
        });
        Happened("refund.created", refund);
        if (status == "succeeded")
        {
            Happened("charge.refunded", intent["latest_charge"]!.AsObject());
        }

        return refund;
    }

    private JsonObject NewSession(IReadOnlyDictionary<string, string> form)
    {
        StripeRules.CheckSession(form, Now);
        var id = NewId("cs_test");
        return Keep(Sessions, new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["url"] = $"{address()}/c/pay/{id}",
            ["status"] = "open",
            ["payment_status"] = "unpaid",
            ["amount_total"] = long.Parse(form["line_items[0][price_data][unit_amount]"], CultureInfo.InvariantCulture),
            ["currency"] = "jpy",
            ["client_reference_id"] = form["client_reference_id"],
            ["metadata"] = StripeRules.Metadata(form, "metadata"),
            ["intent_metadata"] = StripeRules.Metadata(form, "payment_intent_data[metadata]"),
            ["success_url"] = form["success_url"],
            ["payment_intent"] = null,
            ["created"] = Now,
        });
    }

    private JsonObject NewIntent(IReadOnlyDictionary<string, string> form)
    {
        StripeRules.CheckKonbini(form, Now);
        var intent = IntentOf("pi", long.Parse(form["amount"], CultureInfo.InvariantCulture), "konbini", StripeRules.Metadata(form, "metadata"));
        var number = lastNumber.ToString("D6", CultureInfo.InvariantCulture);
        intent["status"] = "requires_action";
        intent["next_action"] = new JsonObject
        {
            ["type"] = "konbini_display_details",
            ["konbini_display_details"] = new JsonObject
            {
                ["expires_at"] = StripeRules.Deadline(form, Now),
                ["hosted_voucher_url"] = $"{address()}/voucher/{intent["id"]}",
                ["stores"] = new JsonObject
                {
                    ["familymart"] = new JsonObject { ["payment_code"] = "11111" + number, ["confirmation_number"] = "400008" },
                    ["lawson"] = new JsonObject { ["payment_code"] = "22222" + number, ["confirmation_number"] = form["payment_method_options[konbini][confirmation_number]"] },
                    ["ministop"] = new JsonObject { ["payment_code"] = "33333" + number, ["confirmation_number"] = form["payment_method_options[konbini][confirmation_number]"] },
                    ["seicomart"] = new JsonObject { ["payment_code"] = "44444" + number },
                },
            },
        };
        Keep(Intents, intent);
        Happened("payment_intent.created", intent);
        Happened("payment_intent.requires_action", intent);
        return intent;
    }

    private JsonObject CancelIntent(string id)
    {
        var intent = Known(Intents, id);
        if (intent["status"]!.GetValue<string>() is not ("requires_payment_method" or "requires_capture" or "requires_confirmation" or "requires_action"))
        {
            throw new Refusal(400, "payment_intent_unexpected_state", "You cannot cancel this PaymentIntent because of its status.");
        }

        if (intent["status"]!.GetValue<string>() != "requires_capture" && Sessions.Values.Any(session => (string?)session["payment_intent"] == id))
        {
            throw new Refusal(400, "payment_intent_unexpected_state", "This PaymentIntent belongs to a Checkout Session; expire the session instead.");
        }

        intent["status"] = "canceled";
        intent["next_action"] = null;
        Happened("payment_intent.canceled", intent);
        return intent;
    }

    private JsonObject NewRefund(IReadOnlyDictionary<string, string> form)
    {
        StripeRules.CheckRefund(form);
        var intent = Known(Intents, form["payment_intent"]);
        var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
        var before = Refunds.Values.Where(refund => refund["payment_intent"]!.GetValue<string>() == form["payment_intent"]).Sum(refund => refund["amount"]!.GetValue<long>());
        return intent["status"]!.GetValue<string>() != "succeeded" ? throw new Refusal(400, "payment_intent_unexpected_state", "Not paid.")
            : before + amount > intent["amount_received"]!.GetValue<long>() ? throw new Refusal(400, "amount_too_large", "More than was paid.")
            : Refund(form["payment_intent"], amount);
    }

    private JsonObject IntentOf(string prefix, long amount, string type, JsonObject metadata) => new()
    {
        ["id"] = NewId(prefix),
        ["object"] = "payment_intent",
        ["status"] = "requires_payment_method",
        ["amount"] = amount,
        ["amount_received"] = 0,
        ["currency"] = "jpy",
        ["payment_method_types"] = new JsonArray(type),
        ["metadata"] = metadata,
        ["next_action"] = null,
        ["last_payment_error"] = null,
        ["latest_charge"] = null,
        ["created"] = Now,
    };

    private void Receive(JsonObject intent)
    {
        intent["status"] = "succeeded";
        intent["amount_received"] = intent["amount"]!.GetValue<long>() + AmountOffset;
        intent["latest_charge"] = new JsonObject { ["id"] = NewId("ch"), ["object"] = "charge", ["created"] = Now };
        Happened("charge.succeeded", intent["latest_charge"]!.AsObject());
        Happened("payment_intent.succeeded", intent);
    }

    private void Happened(string type, JsonObject subject, int secondsLater = 0)
    {
        var message = Keep(Events, new JsonObject
        {
            ["id"] = NewId("evt"),
            ["object"] = "event",
            ["created"] = Now + secondsLater,
            ["type"] = type,
            ["data"] = new JsonObject { ["object"] = subject.DeepClone() },
        });
        Outbox.Enqueue(message);
    }

    private JsonObject Open(string id) => Known(Sessions, id) is var session && session["status"]!.GetValue<string>() == "open"
        ? session
        : throw new Refusal(400, "resource_already_exists", "Only Checkout Sessions with a status in [\"open\"] can be expired.");

    private JsonObject Search(string query) => List(SearchLags ? [] : Intents.Values.Where(intent =>
        query == $"metadata['reference']:'{intent["metadata"]?["reference"]}'").Take(1));

    // Unless asked to expand, a charge is named by its number alone.
    private static JsonObject Expanded(JsonObject intent, IEnumerable<string?> expand)
    {
        var copy = intent.DeepClone().AsObject();
        copy["latest_charge"] = expand.Contains("latest_charge") ? copy["latest_charge"]?.DeepClone() : copy["latest_charge"]?["id"]?.DeepClone();
        return copy;
    }

    private static JsonObject List(IEnumerable<JsonObject> items) => new() { ["object"] = "list", ["data"] = new JsonArray([.. items.Select(item => item.DeepClone())]) };

    private static JsonObject Known(ConcurrentDictionary<string, JsonObject> items, string id) =>
        items.TryGetValue(id, out var item) ? item : throw new Refusal(404, "resource_missing", "No such object.");

    private static JsonObject Keep(ConcurrentDictionary<string, JsonObject> items, JsonObject item) => items[item["id"]!.GetValue<string>()] = item;

    private string NewId(string prefix) => $"{prefix}_{Interlocked.Increment(ref lastNumber):D8}";

    /// <summary>The API says no.</summary>
    public sealed class Refusal(int status, string code, string message) : Exception(message)
    {
        public int Status => status;

        public string Code => code;
    }
}
