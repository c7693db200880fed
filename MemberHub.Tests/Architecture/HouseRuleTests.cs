using System.Text.RegularExpressions;

namespace MemberHub.Tests.Architecture;

public sealed partial class HouseRuleTests
{
    private const int ClassFileLines = 450;

    [Fact]
    public void Nobody_asks_the_machine_for_the_time()
    {
        var files = Code();

        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => MachineTime().IsMatch(file.Text)).Select(file => file.Path));
        Assert.Matches(MachineTime(), "var now = DateTimeOffset.UtcNow;");
        Assert.DoesNotMatch(MachineTime(), "clock.UtcNow(); JapanTime.Today(clock);");
    }

    [Fact]
    public void The_system_clock_enters_in_the_composition_root_and_where_a_pulse_is_real()
    {
        var users = Code().Where(file => file.Text.Contains("TimeProvider.System", StringComparison.Ordinal)).Select(file => file.Path).ToList();

        Assert.Contains("Program.cs", users);
        Assert.Empty(users.Except(["Program.cs", "Platform/Jobs/JobsSetup.cs"]));
    }

    [Fact]
    public void Code_has_no_regions_and_no_promises()
    {
        var files = Sources.In("", ".cs", ".razor", ".js", ".css").Where(file => !file.Path.EndsWith(nameof(HouseRuleTests) + ".cs", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 100);
        Assert.Empty(files.Where(file => Promise().IsMatch(file.Text)).Select(file => file.Path));
        Assert.Matches(Promise(), "    // TODO: later");
        Assert.Matches(Promise(), "    #region Fields");
    }

    [Fact]
    public void A_file_fits_a_reader()
    {
        var files = Sources.In("", ".cs").Where(file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => file.LineCount > ClassFileLines).Select(file => file.Path));
    }

    [Fact]
    [Asvs("16.2.5")]
    public void Values_never_reach_a_log()
    {
        var files = Code();

        Assert.NotEmpty(files);
        Assert.Empty(files.Where(file => file.Text.Contains("EnableSensitiveDataLogging", StringComparison.Ordinal)).Select(file => file.Path));
    }

    [Fact]
    public void Project_files_name_no_machine_and_no_registry()
    {
        var files = Sources.In("", ".csproj", ".props", ".targets", ".sln", ".json", ".config", ".npmrc", "/test", "/run", "/add-migration", ".yml", ".service");

        Assert.True(files.Count > 8);
        Assert.Empty(files.Where(file => Foreign().IsMatch(file.Text)).Select(file => file.Path));
        Assert.Matches(Foreign(), "\"resolved\": \"https://registry.npmjs.org/left-pad\"");
        Assert.Matches(Foreign(), "<HintPath>/home/taro/.nuget/packages/bunit.dll</HintPath>");
        Assert.DoesNotMatch(Foreign(), "http://localhost:5080");
    }

    [Fact]
    public void Text_is_normalised_where_nothing_it_holds_can_throw()
    {
        var users = Code().Where(file => Normalising().IsMatch(file.Text)).Select(file => file.Path).ToList();

        Assert.Equal(["Domain/UnicodeText.cs"], users);
        Assert.Matches(Normalising(), "typed.Normalize(NormalizationForm.FormKC)");
        Assert.Matches(Normalising(), "typed.Normalize()");
        Assert.Matches(Normalising(), "new UpperInvariantLookupNormalizer()");
        Assert.DoesNotMatch(Normalising(), "lookup.Normalize(form.LoginId)");
        Assert.DoesNotMatch(Normalising(), "typed.Normalized(NormalizationForm.FormKC)");
    }

    private static IReadOnlyList<SourceFile> Code() => Sources.In("MemberHub", ".cs", ".razor");

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b|\bDateOnly\.FromDateTime\(DateTime\b|\bStopwatch\.GetTimestamp\b")]
    private static partial Regex MachineTime();

    [GeneratedRegex(@"\.Normalize\(((System\.Text\.)?NormalizationForm|form\)|\))|\bUpperInvariantLookupNormalizer\b")]
    private static partial Regex Normalising();

    [GeneratedRegex(@"^\s*#\s*region\b|\b(TODO|FIXME|XXX|HACK)\b", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"(?<![\w.$)])/(home|root|Users|work|mnt)/\w|[A-Z]:\\\w|https?://[\w.-]*(nuget|npm|registry|artifact|pkgs)", RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();
}
