namespace MemberHub.Platform.Commands;

/// <summary>Where a command writes: results, which a program may read, and notes for the person who started it.</summary>
public sealed record Terminal(TextWriter Results, TextWriter Notes)
{
    /// <summary>stdout and stderr.</summary>
    public static Terminal Console => new(System.Console.Out, System.Console.Error);
}
