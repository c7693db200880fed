namespace MemberHub.Features.Documents;

/// <summary>Issued documents, for their owner and the office.</summary>
public static class DocumentsFeature
{
    public static void AddDocuments(this WebApplicationBuilder builder) => builder.Services.AddSingleton<FetchDocument>();

    public static void MapDocuments(this IEndpointRouteBuilder routes) => routes.MapGet("/documents/{number}.pdf", FetchDocument.ServeAsync).RequireAuthorization();
}
