using System.Reflection;
using System.Text.RegularExpressions;
using MemberHub.Components;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace MemberHub.Tests.Components;

public sealed partial class QueryTextTests
{
    private static readonly string[] Odd = ["99999999999", "2147483647", "-1", "abc", "", "0001", "0001-01-01", "9999-12-31", new('9', 2_000)];

    private static IReadOnlyList<(Type Page, PropertyInfo Value)> Values { get; } =
        [.. from page in typeof(QueryText).Assembly.GetTypes()
            where page.GetCustomAttributes<RouteAttribute>().Any()
            from type in SelfAndBases(page)
            from value in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where value.IsDefined(typeof(SupplyParameterFromQueryAttribute))
            select (page, value)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The framework answers 500 where a value is not of the type that a page asks for.
    [Fact]
    [Trait("Runs", "Once")]
    public void Pages_take_what_stands_in_an_address_as_text()
    {
        Assert.True(Values.Count > 50);
        Assert.Empty(Values.Where(value => value.Value.PropertyType != typeof(string)).Select(value => $"{value.Page.Name}.{value.Value.Name}"));
    }

    [Fact]
    public async Task No_page_breaks_by_what_stands_in_its_address()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).Numbered("0000101").Charged(2026, 12_000).AddAsync();
        var portal = await app.ClientOfAsync(member);
        List<HttpClient> office = [];
        foreach (var role in new[] { StaffRole.SystemAdministrator, StaffRole.Secretary })
        {
            office.Add(await app.ClientOfAsync(new Actor((await app.AddStaffAsync($"staff{role}", role)).Id, society.Id, null, [role])));
        }

        var broken = new List<string>();
        foreach (var page in Values.GroupBy(value => value.Page, value => value.Value))
        {
            var route = page.Key.GetCustomAttributes<RouteAttribute>().First().Template;
            var path = Placeholder().Replace(route, match => match.Value.Contains(':', StringComparison.Ordinal) ? "1" : "0000101");
            List<HttpClient> clients = route.StartsWith("/office", StringComparison.Ordinal) ? office : [portal];
            foreach (var (client, query) in clients.SelectMany(client => Odd.SelectMany(odd => Queries([.. page.Select(NameOf)], odd)).Select(query => (client, query))))
            {
                var answer = await client.GetAsync($"{path}?{query}", Cancel);
                if ((int)answer.StatusCode >= 500)
                {
                    broken.Add($"{path}?{query[..Math.Min(query.Length, 80)]}: {answer.StatusCode}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    [Trait("Runs", "Once")]
    public void What_cannot_be_read_is_as_if_it_were_not_there()
    {
        Assert.Equal([1, 1, 1, 1, 7, 1_000_000], new[] { null, "", "-1", "99999999999", "7", "2147483647" }.Select(QueryText.PageOf));
        Assert.Equal([null, null, 2_026], new[] { "abc", "99999999999", "2026" }.Select(QueryText.NumberOf));
        Assert.Equal([false, false, true], new[] { "abc", "1", "True" }.Select(QueryText.IsSet));
    }

    // A page may ask for a value in a class it is built upon, where it is private.
    private static IEnumerable<Type> SelfAndBases(Type page)
    {
        for (Type? type = page; type is not null && type != typeof(object); type = type.BaseType)
        {
            yield return type;
        }
    }

    // All values at once, and each alone: a page may refuse the first without a look at the next.
    private static IEnumerable<string> Queries(IReadOnlyList<string> names, string odd) =>
        names.Select(name => $"{name}={odd}").Append(string.Join('&', names.Select(name => $"{name}={odd}"))).Distinct();

    private static string NameOf(PropertyInfo value) => value.GetCustomAttribute<SupplyParameterFromQueryAttribute>()!.Name ?? value.Name;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
