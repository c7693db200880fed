using MemberHub.Domain.Societies;

namespace MemberHub.Features.Settings;

/// <summary>How a setting is typed.</summary>
public enum SettingsInput
{
    Line,

    /// <summary>One entry per line.</summary>
    Lines,

    Number,

    /// <summary>One of <see cref="SettingsField.Choices"/>.</summary>
    Choice,
}

/// <summary>One setting: where it stands, how it is read and written.</summary>
/// <param name="Name">Its word in code: the texts "Field.{Name}" and "Hint.{Name}" and the id of its input are named after it.</param>
/// <param name="Write">The settings with what was typed, or the fault.</param>
public sealed record SettingsField(string Name, SettingsInput Input, Func<SocietySettings, string> Read, Func<SocietySettings, string, SettingsAnswer> Write)
{
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>What became of something typed: new settings, or what is wrong with it and the numbers its sentence needs.</summary>
public sealed record SettingsAnswer(SocietySettings? Settings, string Fault = "", params IReadOnlyList<int> Facts)
{
    public static implicit operator SettingsAnswer(SocietySettings settings) => new(settings);
}

/// <summary>Settings that are changed together, on one page.</summary>
public sealed record SettingsSection(string Name, IReadOnlyList<SettingsField> Fields);
