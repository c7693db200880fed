using System.Runtime.CompilerServices;

namespace MemberHub.Tests.Support;

/// <summary>Compares text with a file under Approved/ that a person has read and agreed to.</summary>
internal static class Approved
{
    /// <summary>
    /// Fails when the text differs from Approved/{name}.txt. With MEMBERHUB_APPROVE=1 the file is written instead, to be read and committed.
    /// </summary>
    public static void Equal(string name, string text, [CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(folder, "Approved")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder Approved above the test.");
        }

        var file = Path.Combine(folder, "Approved", $"{name}.txt");
        // The form feed between pages and the width of gaps depend on the tool's version, not on what we print.
        var lines = text.ReplaceLineEndings("\n").Replace("\f", "--- page ---\n", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd());
        var actual = string.Join('\n', lines).TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("MEMBERHUB_APPROVE") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file), actual);
    }
}
