namespace MemberHub.Components.Displays;

/// <summary>Whose turn it is: the one meaning that a colour may have.</summary>
public enum Tone
{
    /// <summary>The money is here.</summary>
    Done,

    /// <summary>The member's turn.</summary>
    Act,

    /// <summary>The turn of the office, the store or the bank.</summary>
    Wait,

    /// <summary>Failed, returned or overdue.</summary>
    Stop,

    /// <summary>Closed; nothing to do.</summary>
    Off,
}

/// <summary>The tone as the style sheet knows it.</summary>
public static class ToneNames
{
    public static string Attribute(this Tone tone) => tone switch
    {
        Tone.Done => "done",
        Tone.Act => "act",
        Tone.Wait => "wait",
        Tone.Stop => "stop",
        Tone.Off => "off",
        _ => throw new ArgumentOutOfRangeException(nameof(tone)),
    };
}
