namespace MemberHub.Platform.Security;

/// <summary>The passwords people choose most often, at least 3,000 of the length a password must have; letter case does not count.</summary>
public static class CommonPasswords
{
    private static readonly Lazy<HashSet<string>> List = new(Read);

    public static int Count => List.Value.Count;

    public static bool Contains(string password) => List.Value.Contains(password);

    private static HashSet<string> Read()
    {
        var assembly = typeof(CommonPasswords).Assembly;
        using var lines = new StreamReader(assembly.GetManifestResourceStream("MemberHub.Platform.Security.common-passwords.txt")!);
        var list = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
            {
                list.Add(line);
            }
        }

        return list;
    }
}
