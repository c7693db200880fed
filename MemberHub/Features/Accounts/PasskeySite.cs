namespace MemberHub.Features.Accounts;

/// <summary>The site that a passkey belongs to, as the browser names it. A key that was made for another site opens nothing here.</summary>
/// <param name="Domain">The host alone, such as member.example.jp.</param>
/// <param name="Origin">Such as https://member.example.jp.</param>
public sealed record PasskeySite(string Domain, string Origin)
{
    public static PasskeySite Of(HttpRequest request) => new(request.Host.Host, $"{request.Scheme}://{request.Host}");
}
