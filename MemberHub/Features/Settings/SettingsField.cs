using MemberHub.Domain.Societies;

namespace MemberHub.Features.Settings;

/// <summary>How a setting is typed.</summary>
public enum SettingsInput
{
    Line,

    /// <summary>One entry per line.</summary>
    Lines,

    /// <summary>A text of several lines.</summary>
    Text,

    Number,

    /// <summary>One of <see cref="SettingsField.Choices"/>.</summary>
    Choice,
}

/// <summary>One setting: where it stands, how it is read and written.</summary>
/// <param name="Name">Its word in code: the texts "Field.{Name}" and "Hint.{Name}" and the id of its input are named after it.</param>
/// <param name="Write">The values with what was typed, or the fault.</param>
public sealed record SettingsField(string Name, SettingsInput Input, Func<SettingsValues, string> Read, Func<SettingsValues, string, SettingsAnswer> Write)
{
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>All that the office can set about its society.</summary>
public sealed record SettingsValues(string NameJa, string NameEn, SocietySettings Settings)
{
    public static SettingsValues Of(Society society) => new(society.NameJa, society.NameEn, society.Settings);
}

/// <summary>What became of something typed: new values, or what is wrong with it and what its sentence needs.</summary>
public sealed record SettingsAnswer(SettingsValues? Values, string Fault = "", params IReadOnlyList<object> Facts)
{
    public static implicit operator SettingsAnswer(SettingsValues values) => new(values);
}

/// <summary>Settings that are changed together, on one page.</summary>
public sealed record SettingsSection(string Name, IReadOnlyList<SettingsField> Fields)
{
    /// <summary>Its words stand on papers, so each sign of them has to be one that can be printed.</summary>
    public bool IsPrinted { get; init; }

    /// <summary>What is wrong with the fields together; null for nothing.</summary>
    public Func<SocietySettings, SettingsFault?> Check { get; init; } = _ => null;
}
