using System.Runtime.CompilerServices;

namespace MemberHub.Tests.Architecture;

/// <summary>The repository's own text, as the tests of its architecture read it.</summary>
internal static class Sources
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(FolderOfThisFile(), "../.."));

    private static readonly string[] Built = ["bin", "obj", ".git", "TestResults", "node_modules"];

    /// <summary>The files below a folder of the repository with one of these endings, with paths relative to that folder; built ones left out.</summary>
    public static IReadOnlyList<SourceFile> In(string folder, params string[] endings) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Root, folder), file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(Built.Contains) && endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, folder, path)))),
    ];

    private static string FolderOfThisFile([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}

/// <summary>A file with its slash-separated path.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int LineCount => Text.AsSpan().TrimEnd().Count('\n') + 1;

    public override string ToString() => Path;
}
