using System.Runtime.CompilerServices;

namespace MemberHub.Tests.Support;

/// <summary>The sample files of MemberHub.Tests/Samples.</summary>
public static class Samples
{
    public static string PathOf(string file) => Path.Combine(Folder(), file);

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "Samples"));
}
