using System.Reflection;

namespace MemberHub.Tests.Architecture;

public sealed class UseCaseTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] EmptyNames = ["Manager", "Helper", "Helpers", "Utils", "Util", "Service", "Repository"];

    [Fact]
    public void A_use_case_is_a_sealed_class_with_one_public_RunAsync()
    {
        var useCases = Classes().Where(type => type.Namespace?.StartsWith("MemberHub.Features.", StringComparison.Ordinal) == true && type.GetMethods(Own).Any(IsRun)).ToList();

        Assert.NotEmpty(useCases);
        Assert.Empty(useCases.Where(type => !IsSound(type)).Select(type => type.FullName));
    }

    [Theory]
    [InlineData(typeof(Sound), true)]
    [InlineData(typeof(Open), false)]
    [InlineData(typeof(TwoVerbs), false)]
    [InlineData(typeof(TwoRuns), false)]
    public void The_rule_tells_good_from_bad(Type type, bool sound) => Assert.Equal(sound, IsSound(type));

    [Fact]
    public void Names_say_what_a_class_does()
    {
        var classes = Classes().ToList();

        Assert.True(classes.Count > 50);
        Assert.Empty(classes.Where(type => EmptyNames.Any(name => type.Name.EndsWith(name, StringComparison.Ordinal))).Select(type => type.FullName));
    }

    private static IEnumerable<Type> Classes() =>
        typeof(Program).Assembly.GetTypes().Where(type => type.IsClass && type.Namespace?.StartsWith("MemberHub", StringComparison.Ordinal) == true && !type.IsNested);

    private static bool IsSound(Type type) => type.IsSealed && !type.IsAbstract && type.GetMethods(Own).Where(method => !method.IsSpecialName).ToList() is [var only] && IsRun(only);

    private static bool IsRun(MethodInfo method) => method.Name == "RunAsync";

    private sealed class Sound
    {
        public Task RunAsync() => Task.CompletedTask;
    }

    private class Open
    {
        public Task RunAsync() => Task.CompletedTask;
    }

    private sealed class TwoVerbs
    {
        public Task RunAsync() => Task.CompletedTask;

        public Task UndoAsync() => Task.CompletedTask;
    }

    private sealed class TwoRuns
    {
        public Task RunAsync() => Task.CompletedTask;

        public Task RunAsync(int times) => Task.Delay(times);
    }
}
