using System.Text.RegularExpressions;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace MemberHub.Tests.Architecture;

public sealed partial class RefusalTests
{
    [Fact]
    public async Task Every_refusal_has_a_sentence_with_facts_it_carries()
    {
        await using var app = new TestApp();
        var localizers = app.Services.GetRequiredService<IStringLocalizerFactory>();
        var sources = app.Services.GetServices<TextSource>().Select(source => localizers.Create(source.Marker)).ToList();
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).ToList();

        Assert.NotEmpty(refusals);
        Assert.Empty(refusals.GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(refusals.Where(type => sources.TrueForAll(source => source[type.Name].ResourceNotFound)).Select(type => type.FullName));
        Assert.Empty(refusals.SelectMany(type => sources.Select(source => source[type.Name]).Where(text => !text.ResourceNotFound)
            .SelectMany(text => Placeholders(text.Value))
            .Where(name => type.GetProperty(name) is null)
            .Select(name => $"{type.Name} has no {name}")));
    }

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
