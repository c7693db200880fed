namespace MemberHub.Papers;

/// <summary>Registers what we print.</summary>
public static class PapersSetup
{
    public static IServiceCollection AddPapers(this IServiceCollection services) => services
        .AddSingleton<InvoicePaper>().AddSingleton<ReceiptPaper>().AddSingleton<ClaimPaper>()
        .AddSingleton<SlipPaper>().AddSingleton<SlipTestPaper>().AddSingleton<AddressLabels>().AddSingleton<SlipLetter>()
        .AddSingleton<FirstPasswordLetter>().AddSingleton<ManualPaper>().AddSingleton<CertificatePaper>();
}
