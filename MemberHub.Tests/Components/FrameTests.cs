using System.Net;
using System.Text.RegularExpressions;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Components;

/// <summary>What surrounds every page, seen from outside.</summary>
public sealed partial class FrameTests : IAsyncLifetime
{
    private const string Page = "/not-found";

    private readonly TestApp _app = new();
    private HttpClient _browser = default!;

    public ValueTask InitializeAsync()
    {
        _browser = _app.Connect();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(Page)]
    [InlineData("/there-is-no-such-page")]
    [InlineData("/css/app.css")]
    [Asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "14.2.3")]
    public async Task Every_answer_carries_the_strict_headers(string address)
    {
        var answer = await _browser.GetAsync(address, Cancel);

        Assert.Equal([SecurityHeaders.ContentSecurityPolicy([])], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Opener-Policy"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Resource-Policy"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public void The_policy_allows_no_script_and_no_style_but_files_of_this_site()
    {
        var policy = SecurityHeaders.ContentSecurityPolicy([]).Split("; ").Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

        Assert.Equal("'self'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["style-src"]);
        Assert.Equal("'unsafe-inline'", policy["style-src-attr"]);
        Assert.Equal("'self'", policy["worker-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'none'", policy["object-src"]);
        Assert.Equal("'self'", policy["base-uri"]);
        Assert.DoesNotContain(policy.Where(line => line.Key != "style-src-attr"), line => line.Value.Contains("unsafe", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("3.4.3")]
    public async Task A_page_holds_no_script_and_no_style_of_its_own()
    {
        var html = await _browser.GetStringAsync(Page, Cancel);

        Assert.NotEmpty(Script().Matches(html));
        Assert.All(Script().Matches(html), script => Assert.Matches(" src=\"[^\"]+\"[^>]*></script>", script.Value));
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(" on[a-z]+=\"", html);
    }

    [Fact]
    [Asvs("16.5.1")]
    public async Task A_missing_page_is_a_calm_404()
    {
        var answer = await _browser.GetAsync("/there-is-no-such-page", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("ページが見つかりません", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_Japanese_until_English_is_chosen()
    {
        Assert.Contains("<html lang=\"ja\">", await _browser.GetStringAsync(Page, Cancel), StringComparison.Ordinal);

        var answer = await ChooseAsync("en", Page);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Page, answer.Headers.Location?.OriginalString);
        var english = await _browser.GetStringAsync(Page, Cancel);
        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        Assert.Contains("Page not found", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browsers_own_language_is_not_asked()
    {
        _browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        Assert.Contains("<html lang=\"ja\">", await _browser.GetStringAsync(Page, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com")]
    [InlineData("/\\example.com")]
    [InlineData("")]
    [Asvs("1.2.2", "3.7.2")]
    public async Task Choosing_a_language_never_leads_away(string returnUrl) =>
        Assert.Equal("/", (await ChooseAsync("en", returnUrl)).Headers.Location?.OriginalString);

    [Fact]
    public async Task A_language_that_pages_do_not_have_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync("fr", "/")).StatusCode);

    [Fact]
    [Asvs("3.5.1")]
    public async Task Another_site_cannot_choose_the_language() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(new() { ["culture"] = "en" })).StatusCode);

    [Theory]
    [InlineData("/login")]
    [InlineData("/password/forgot?from=letter")]
    public async Task A_form_that_was_left_open_for_too_long_says_so_and_can_be_opened_again(string page)
    {
        var answer = await _browser.PostAsync(page, new FormUrlEncodedContent([new("_handler", "sign-in"), new("__RequestVerificationToken", "of another day")]), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("ページを開いたまま時間がたつと", text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", text, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> ChooseAsync(string culture, string returnUrl)
    {
        var token = Token().Match(await _browser.GetStringAsync(Page, Cancel)).Groups[1].Value;
        Assert.NotEmpty(token);
        return await SendAsync(new() { ["__RequestVerificationToken"] = token, ["culture"] = culture, ["returnUrl"] = returnUrl });
    }

    private Task<HttpResponseMessage> SendAsync(Dictionary<string, string> form) => _browser.PostAsync("/language", new FormUrlEncodedContent(form), Cancel);

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
