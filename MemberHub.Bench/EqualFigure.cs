using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MemberHub.Data;
using MemberHub.Features.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Bench;

/// <summary>R7: the median time of a refused sign-in and of a wish for a new password, for names that somebody has; the baseline is the same for names that nobody has.</summary>
internal static partial class EqualFigure
{
    private const int Names = 60;
    private const int Rounds = 240;
    private const int WarmUp = 10;

    public static Task RunAsync(string[] args) => PayingPortal.ForEachAsync(
        async portal =>
        {
            await portal.AddMembersAsync(Names);
            await using (var database = portal.Databases.OpenAcrossSocieties())
            {
                var account = await database.Users.FirstAsync();
                var hash = portal.Services.GetRequiredService<Passwords>().Hash(account, "tsukimi-dango-15");
                await database.Users.ExecuteUpdateAsync(row => row.SetProperty(item => item.PasswordHash, hash));
            }

            var known = await KnownAsync(portal);
            await MeasureAsync(portal, "sign-in", "/login", known, name => new() { ["Form.LoginId"] = name, ["Form.Password"] = "wrong one" });
            await MeasureAsync(portal, "reset", "/password/forgot", [.. known.Select(name => $"{name}@example.jp")], name => new() { ["Form.Email"] = name });
        },
        ("SignIn:FreePerNetwork", "100000"), ("SignIn:FreePerName", "100000"));

    private static async Task<IReadOnlyList<string>> KnownAsync(PayingPortal portal)
    {
        await using var database = portal.Databases.OpenAcrossSocieties();
        return await database.Users.Select(account => account.UserName!).ToListAsync();
    }

    // One after the other, so that whatever else the machine does meets both alike.
    private static async Task MeasureAsync(PayingPortal portal, string name, string path, IReadOnlyList<string> known, Func<string, Dictionary<string, string>> fieldsOf)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.ClientOptions.BaseAddress };
        using var page = await client.GetAsync(path);
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));

        var form = Form().Matches(await page.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Single(found => found.Value.Contains($"\"{fieldsOf("").Keys.First()}\"", StringComparison.Ordinal));
        var hidden = Hidden().Matches(form.Value).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        Dictionary<bool, List<double>> taken = new() { [true] = [], [false] = [] };
        for (var i = 0; i < 2 * (Rounds + WarmUp); i++)
        {
            var isKnown = i % 2 == 0;
            var typed = known[i / 2 % known.Count];
            var fields = fieldsOf(isKnown ? typed : typed.Replace("member", "nobody", StringComparison.Ordinal));
            var watch = Stopwatch.StartNew();
            using var answer = await client.PostAsync(path, new FormUrlEncodedContent(fields.Concat(hidden.Where(field => !fields.ContainsKey(field.Key)))));
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.BadRequest)
            {
                throw new InvalidOperationException($"The form was not taken: {said}");
            }

            if (i >= 2 * WarmUp)
            {
                taken[isKnown].Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        Report.Line("R7", string.Create(CultureInfo.InvariantCulture, $"{name}, known name against unknown, {portal.Database}"), Median(taken[true]), "ms", Median(taken[false]));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" */?>""")]
    private static partial Regex Hidden();
}
