using MemberHub.Components.Texts;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Income;

/// <summary>The income report (入金の集計): what came, by day, fiscal year, method and category; its sum is the ledger's.</summary>
public static class IncomeFeature
{
    public static void AddIncome(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenIncome>();
        builder.Services.AddSingleton<ExportIncome>();
        builder.Services.AddTexts<IncomeText>();
    }

    public static void MapIncome(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/office/income/export", ExportIncome.ServeAsync).RequireAuthorization(OfficePolicy.Name);
}

/// <summary>The words of the income report.</summary>
public sealed class IncomeText;
