using FluentValidation;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Members;
using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>What a typed line must be to stand on a paper. The feature whose form it is says in its own words what is wrong.</summary>
public static class PrintableLines
{
    /// <summary>One line that has room on the paper, without characters that nobody types, of signs that the fonts have.</summary>
    /// <param name="tooLong">Says that it is too long or no single line.</param>
    /// <param name="noSign">Says which signs the fonts do not have.</param>
    public static IRuleBuilderOptions<T, string> MustBePrintable<T>(this IRuleBuilder<T, string> line, int longest, JapaneseFonts fonts, Func<int, string> tooLong, Func<string, string> noSign) =>
        line.Must(typed => Fits(typed, longest)).WithMessage(_ => tooLong(longest))
            .Must(typed => fonts.Missing(typed).Length == 0).WithMessage((_, typed) => noSign(fonts.Missing(typed)));

    private static bool Fits(string? line, int longest) =>
        (line ?? "").Trim() is var words && words.Length <= longest && !JapaneseText.HasControlCharacters(words) && !words.AsSpan().ContainsAny('\n', '\r', '\t');
}

/// <summary>The lines of an addressee fit the paper and can be printed; which of them are asked for, each form says itself.</summary>
public sealed class AddresseeLinesValidator<T> : AbstractValidator<T>
    where T : IAddresseeLines
{
    /// <inheritdoc cref="PrintableLines.MustBePrintable"/>
    public AddresseeLinesValidator(JapaneseFonts fonts, Func<int, string> tooLong, Func<string, string> noSign)
    {
        RuleFor(form => form.Institution).MustBePrintable(Addressee.LineMaxLength, fonts, tooLong, noSign);
        RuleFor(form => form.Department).MustBePrintable(Addressee.LineMaxLength, fonts, tooLong, noSign);
        RuleFor(form => form.Person).MustBePrintable(Addressee.LineMaxLength, fonts, tooLong, noSign);
    }
}
