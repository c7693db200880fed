namespace MemberHub.Components.Forms;

/// <summary>A page whose form carries more values than forms usually may (1,024).</summary>
/// <param name="mostValues">How many it takes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongFormAttribute(int mostValues) : Attribute
{
    public int MostValues { get; } = mostValues;
}
