using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>How members read in lists, in the language of the page.</summary>
internal static class MemberWords
{
    public static string Name(this FilterChoice choice) => In(choice.NameJa, choice.NameEn);

    public static string CategoryName(this MemberRow row) => In(row.CategoryJa, row.CategoryEn);

    public static string? RankName(this MemberRow row) => row.RankJa is null ? null : In(row.RankJa, row.RankEn ?? "");

    public static string StandingOf(this IStringLocalizer<MembersText> texts, MemberRow row, DateOnly today) => row.WithdrawnOn is not { } day ? texts["Standing.Active"]
        : day <= today ? texts["Row.Left", Show.Date(day)] : texts["Row.Leaving", Show.Date(day)];

    public static string CategoryName(this MemberRecord record) => In(record.CategoryJa, record.CategoryEn);

    public static string? RankName(this MemberRecord record) => record.RankJa is null ? null : In(record.RankJa, record.RankEn ?? "");

    /// <summary>A field's label, of this feature or of the one that changed it; imports name their columns themselves.</summary>
    public static string FieldWord(this IStringLocalizer<MembersText> texts, AllTexts others, string field) => texts[$"Field.{field}"] is { ResourceNotFound: false } word ? word : others.Word($"Field.{field}") ?? field;

    public static string ValueWord(this IStringLocalizer<MembersText> texts, AllTexts others, string value) =>
        value.Length == 0 ? texts["Value.Nothing"] : texts[$"Value.{value}"] is { ResourceNotFound: false } word ? word : others.Word($"Value.{value}") ?? value;

    /// <summary>What the last change did to the dues where it ended a membership or took the end back, a sentence for each kind; none for any other change.</summary>
    public static IEnumerable<string> DuesOfEnd(this IStringLocalizer<MembersText> texts, MemberRecord record) => record.History is [{ Action: nameof(EndMembership) or nameof(RestoreMembership) } last, ..]
        ? last.Fields.Select(field => (Sentence: $"Ended.{field.Field}", Years: field.New)).Where(told => !texts[told.Sentence].ResourceNotFound).Select(told => texts[told.Sentence, texts.Years(told.Years)].Value)
        : [];

    private static string Years(this IStringLocalizer<MembersText> texts, string years) =>
        string.Join(texts["Ended.Join"], years.Split(", ").Select(year => Show.Year(new FiscalYear(int.Parse(year, CultureInfo.InvariantCulture)))));

    private static string In(string japanese, string english) => Bilingual.In(Languages.Current, japanese, english);
}
