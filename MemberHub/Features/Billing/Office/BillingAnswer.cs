using MemberHub.Components.Displays;

namespace MemberHub.Features.Billing.Office;

/// <summary>What came of a press, as the page says it.</summary>
public sealed record BillingAnswer(string Says, Tone Tone);
