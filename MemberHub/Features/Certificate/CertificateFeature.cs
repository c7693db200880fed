using MemberHub.Components.Texts;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Certificate;

/// <summary>The membership certificate (会員証): on the screen, on paper, and its check by anybody who reads its QR code.</summary>
public static class CertificateFeature
{
    public static void AddCertificate(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CertificateTokens>();
        builder.Services.AddSingleton<OpenCertificate>();
        builder.Services.AddSingleton<IssueCertificate>();
        builder.Services.AddSingleton<RenewCertificate>();
        builder.Services.AddSingleton<PrintCertificate>();
        builder.Services.AddSingleton<VerifyCertificate>();
        builder.Services.AddTexts<CertificateText>();
    }

    public static void MapCertificate(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(PrintCertificate.Address, PrintCertificate.ServeAsync).RequireAuthorization();
        routes.MapGet(PrintCertificate.OfficeAddress, PrintCertificate.ServeOnBehalfAsync).RequireAuthorization(OfficePolicy.Name);
    }
}

/// <summary>The words of the certificate's pages.</summary>
public sealed class CertificateText;
