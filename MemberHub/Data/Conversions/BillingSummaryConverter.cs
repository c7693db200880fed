using MemberHub.Domain.Dues;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MemberHub.Data.Conversions;

/// <summary>The result of a dry run as one JSON document.</summary>
internal sealed class BillingSummaryConverter() : ValueConverter<BillingSummary, string>(
    summary => ReadableJson.Write(summary),
    text => ReadableJson.Read<BillingSummary>(text));
