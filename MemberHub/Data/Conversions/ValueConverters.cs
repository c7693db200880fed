using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MemberHub.Data.Conversions;

internal sealed class YenConverter() : ValueConverter<Yen, long>(yen => yen.Value, value => new Yen(value));

internal sealed class FiscalYearConverter() : ValueConverter<FiscalYear, int>(year => year.Year, value => new FiscalYear(value));

internal sealed class MemberNumberConverter() : ValueConverter<MemberNumber, string>(number => number.Digits, text => MemberNumber.Parse(text));

/// <summary>Refuses local times on the way in; marks times as UTC on the way out, because SQLite forgets the kind.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(value => Checked(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime Checked(DateTime value) => value.Kind == DateTimeKind.Utc
        ? value
        : throw new InvalidOperationException($"Expected a UTC time but got {value.Kind}.");
}

/// <summary>Short lists of words, one per line: readable in both databases and the same in bulk writes.</summary>
internal sealed class WordListConverter() : ValueConverter<IReadOnlyList<string>, string>(words => WordLists.Write(words), text => WordLists.Read(text));

internal sealed class WordListComparer() : ValueComparer<IReadOnlyList<string>>(
    (left, right) => ReferenceEquals(left, right) || (left != null && right != null && left.SequenceEqual(right)),
    words => words.Aggregate(0, (hash, word) => HashCode.Combine(hash, word)),
    words => words);

/// <summary>How a list of words is kept in one column.</summary>
public static class WordLists
{
    public static string Write(IEnumerable<string> words) => string.Join('\n', words);

    public static IReadOnlyList<string> Read(string text) => text.Length == 0 ? [] : text.Split('\n');
}
