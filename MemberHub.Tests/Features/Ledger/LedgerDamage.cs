namespace MemberHub.Tests.Features.Ledger;

/// <summary>Statements that break an invariant.</summary>
public sealed record LedgerDamage(string Invariant, params string[] Statements)
{
    private const string Moment = "'2026-11-22 03:00:00+00'";

    public static readonly IReadOnlyList<LedgerDamage> All =
    [
        new("allocations-within-payment", """UPDATE "Payments" SET "Amount" = 1 WHERE "Id" IN (SELECT "PaymentId" FROM "Allocations")"""),
        new("charge-not-oversettled", """UPDATE "DuesCharges" SET "Amount" = 1 WHERE "Id" IN (SELECT "ChargeId" FROM "Waivers")"""),
        new("charge-not-oversettled", """UPDATE "DuesCharges" SET "Amount" = 1 WHERE "Id" IN (SELECT "ChargeId" FROM "Allocations")"""),
        new("payment-fully-used", """DELETE FROM "Credits" WHERE "EndedUtc" IS NULL"""),
        new("payment-fully-used", """DELETE FROM "Refunds" """),
        new("payment-fully-used", $"""UPDATE "Allocations" SET "ReversedUtc" = {Moment}"""),
        new("amounts-positive", """UPDATE "Credits" SET "Amount" = 0"""),
        new("amounts-positive", """UPDATE "PaymentOrderLines" SET "Amount" = -1"""),
        new("allocation-live-once", """DROP INDEX "IX_Allocations_PaymentId_ChargeId" """,
            """INSERT INTO "Allocations" ("SocietyId", "PaymentId", "ChargeId", "Amount") SELECT "SocietyId", "PaymentId", "ChargeId", 1 FROM "Allocations" """),
        new("credit-live-once", """DROP INDEX "IX_Credits_PaymentId" """,
            """INSERT INTO "Credits" ("SocietyId", "MemberId", "PaymentId", "Amount") SELECT "SocietyId", "MemberId", "PaymentId", 1 FROM "Credits" """),
        new("charge-once-a-year", """DROP INDEX "IX_DuesCharges_MemberId_FiscalYear_Item" """, """UPDATE "DuesCharges" SET "FiscalYear" = 2026"""),
        new("allocation-within-member", """UPDATE "Payments" SET "MemberId" = "MemberId" + 1"""),
        new("allocation-within-member", """UPDATE "Allocations" SET "SocietyId" = "SocietyId" + 1"""),
        new("payment-within-member", """UPDATE "Credits" SET "MemberId" = "MemberId" + 1"""),
        new("payment-within-member", """UPDATE "Refunds" SET "SocietyId" = "SocietyId" + 1"""),
        new("payment-within-member", """UPDATE "PaymentOrders" SET "MemberId" = "MemberId" + 1"""),
        new("charge-within-society", """UPDATE "Waivers" SET "SocietyId" = "SocietyId" + 1"""),
        new("payment-effect-once", """DROP INDEX "IX_Payments_SocietyId_EffectKey" """, """UPDATE "Payments" SET "EffectKey" = 'Sandbox:1' """),
        new("order-has-lines", """DELETE FROM "PaymentOrderLines" WHERE "OrderId" = (SELECT MIN("Id") FROM "PaymentOrders")"""),
        new("line-within-charge", """UPDATE "PaymentOrderLines" SET "Amount" = "Amount" + 1000000"""),
        new("charge-in-one-live-order", """DROP INDEX "IX_PaymentOrderLines_OneLiveOrderPerCharge" """,
            """
            INSERT INTO "PaymentOrderLines" ("SocietyId", "OrderId", "ChargeId", "Amount")
            SELECT "SocietyId", "OrderId", "ChargeId", "Amount" FROM "PaymentOrderLines" WHERE "ClosedUtc" IS NULL
            """),
        new("line-closed-as-computed", """UPDATE "PaymentOrderLines" SET "ClosedUtc" = NULL"""),
        new("line-closed-as-computed", $"""UPDATE "PaymentOrderLines" SET "ClosedUtc" = {Moment} WHERE "ClosedUtc" IS NULL"""),
        new("line-closed-as-computed", """UPDATE "PaymentOrderLines" SET "ClosedUtc" = '2020-01-01 00:00:00+00' WHERE "ClosedUtc" IS NOT NULL"""),
        new("line-closed-as-computed", """DELETE FROM "PaymentEvents" WHERE "Kind" = 'Settled' """),
        new("events-numbered", """UPDATE "PaymentEvents" SET "Sequence" = "Sequence" + 7"""),
        new("events-numbered", """DELETE FROM "PaymentEvents" WHERE "Kind" = 'VoucherIssued' """),
        new("events-begin-with-started", """UPDATE "PaymentEvents" SET "Kind" = 'OutcomeUnknown' WHERE "Sequence" = 1"""),
        new("events-follow-the-rules", """UPDATE "PaymentEvents" SET "Kind" = 'Settled' WHERE "Kind" = 'MoneyAfterEnd' """),
        new("events-follow-the-rules", """UPDATE "PaymentEvents" SET "Kind" = 'MoneyAfterEnd' WHERE "Kind" = 'Settled' """),
        new("events-follow-the-rules", """UPDATE "PaymentOrders" SET "Method" = 'Card' WHERE "Method" = 'ConvenienceStore' """),
        new("events-follow-the-rules", """UPDATE "PaymentEvents" SET "Kind" = 'SlipApproved' WHERE "Kind" = 'HandedOver' """),
        new("paid-order-has-payment", """UPDATE "Payments" SET "OrderId" = NULL WHERE "OrderId" IS NOT NULL"""),
        new("payment-of-order-has-event", """DELETE FROM "PaymentEvents" WHERE "Kind" = 'MoneyAfterEnd' """),
        new("payment-of-order-has-event", """UPDATE "Payments" SET "EffectKey" = 'Sandbox:9' WHERE "EffectKey" = 'Sandbox:2' """),
        new("late-money-has-task", """DELETE FROM "PaymentTasks" """),
        new("late-money-has-task", """UPDATE "PaymentTasks" SET "Key" = 'another' """),
        new("event-effect-once", """DROP INDEX "IX_PaymentEvents_SocietyId_EffectKey" """, """UPDATE "PaymentEvents" SET "EffectKey" = 'Sandbox:1' """),
        new("request-key-once", """DROP INDEX "IX_PaymentOrders_SocietyId_RequestKey" """, """UPDATE "PaymentOrders" SET "RequestKey" = 'a' """),
        new("reference-once", """DROP INDEX "IX_PaymentOrders_Reference" """, """UPDATE "PaymentOrders" SET "Reference" = 'A' """),
        new("task-once", """DROP INDEX "IX_PaymentTasks_SocietyId_Key" """,
            """INSERT INTO "PaymentTasks" ("SocietyId", "Kind", "Key", "Detail", "CreatedUtc") SELECT "SocietyId", "Kind", "Key", "Detail", "CreatedUtc" FROM "PaymentTasks" """),
        new("order-within-member", """UPDATE "DuesCharges" SET "MemberId" = "MemberId" + 100"""),
        new("order-within-member", """UPDATE "PaymentEvents" SET "SocietyId" = "SocietyId" + 1"""),
        new("order-within-member", """UPDATE "PaymentTasks" SET "MemberId" = "MemberId" + 1"""),
        new("document-number-once", """DROP INDEX "IX_IssuedDocuments_SocietyId_Number" """, """UPDATE "IssuedDocuments" SET "Number" = 'I-2026-000001' """),
        new("document-numbers-without-gaps", """UPDATE "NumberSeries" SET "Last" = "Last" + 1"""),
        new("document-numbers-without-gaps", """UPDATE "IssuedDocuments" SET "Number" = 'I-2026-000007' WHERE "Number" = 'I-2026-000001' """),
        new("document-number-from-series", """DELETE FROM "NumberSeries" """),
        new("document-has-original", """DELETE FROM "DocumentFiles" WHERE "Kind" = 'Original' """),
        new("void-document-overprinted", """DELETE FROM "DocumentFiles" WHERE "Kind" = 'Voided' """),
        new("void-document-overprinted", """UPDATE "IssuedDocuments" SET "VoidedUtc" = NULL"""),
        new("invoice-order-has-invoice", """DELETE FROM "IssuedDocuments" WHERE "VoidedUtc" IS NULL"""),
        new("invoice-has-event", """UPDATE "PaymentEvents" SET "Detail" = 'I-2026-999999' WHERE "Kind" = 'InvoiceIssued' """),
        new("invoice-amount-of-order", """UPDATE "IssuedDocuments" SET "Amount" = "Amount" + 1"""),
        new("invoice-counts-while-asked-for", """UPDATE "IssuedDocuments" SET "VoidedUtc" = NULL WHERE "VoidedUtc" IS NOT NULL"""),
        new("invoice-counts-while-asked-for", $"""UPDATE "IssuedDocuments" SET "VoidedUtc" = {Moment} WHERE "VoidedUtc" IS NULL"""),
        new("document-within-member", """UPDATE "IssuedDocuments" SET "MemberId" = "MemberId" + 1"""),
        new("document-within-member", """UPDATE "DocumentFiles" SET "SocietyId" = "SocietyId" + 1"""),
        new("file-bytes-unchanged", """UPDATE "DocumentFiles" SET "Sha256" = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' """),
        new("file-bytes-unchanged",
            """UPDATE "DocumentFiles" SET "Bytes" = (SELECT "Bytes" FROM "DocumentFiles" WHERE "Kind" = 'Voided' LIMIT 1) WHERE "Kind" = 'Original' """),
    ];

    public override string ToString() => $"{Invariant}: {string.Join("; ", Statements)}";
}
