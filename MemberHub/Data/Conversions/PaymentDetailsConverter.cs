using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MemberHub.Data.Conversions;

/// <summary>What an order carries beside its amounts, as one JSON document.</summary>
internal sealed class PaymentDetailsConverter() : ValueConverter<PaymentDetails, string>(
    details => ReadableJson.Write(details),
    text => ReadableJson.Read<PaymentDetails>(text));
