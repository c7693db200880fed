using MemberHub.Tests.Crash;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>How much a reliability test does: little in ./test, all in ./test --long.</summary>
internal static class Length
{
    public static int Of(int inShort, int inLong) => KillTally.IsLong ? inLong : inShort;

    public static void Tell(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
