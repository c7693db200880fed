using FluentValidation;
using MemberHub.Components.Texts;

namespace MemberHub.Features.Documents;

/// <summary>Receipts, quotations and delivery notes, and every issued document for its owner and the office.</summary>
public static class DocumentsFeature
{
    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FetchDocument>();
        builder.Services.AddSingleton<OpenReceipt>();
        builder.Services.AddSingleton<IssueReceipt>();
        builder.Services.AddSingleton<ReissueReceipt>();
        builder.Services.AddSingleton<ChangeReceiptAddressee>();
        builder.Services.AddSingleton<OpenClaimPapers>();
        builder.Services.AddSingleton<IssueClaimPaper>();
        builder.Services.AddSingleton<OpenRegister>();
        builder.Services.AddSingleton<ExportRegister>();
        builder.Services.AddSingleton<CheckDocument>();
        builder.Services.AddSingleton<IValidator<ReceiptForm>, ReceiptFormValidator>();
        builder.Services.AddSingleton<IValidator<ClaimPaperForm>, ClaimPaperFormValidator>();
        builder.Services.AddTexts<DocumentsText>();
    }

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/documents/{number}.pdf", FetchDocument.ServeAsync).RequireAuthorization();
        routes.MapRegister();
    }
}
