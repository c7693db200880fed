using FluentValidation;
using MemberHub.Components.Forms;

namespace MemberHub.Features.Documents.Portal;

/// <summary>What the pages of documents do with their forms.</summary>
internal static class ReceiptForms
{
    /// <summary>A form that begins with what is suggested; lines of the profile that are not suggested stand ready beside it.</summary>
    public static ReceiptForm Filled(ReceiptView view)
    {
        var form = new ReceiptForm { Proviso = view.Proviso, Language = view.Language };
        form.Take(view.Suggested);
        form.FillUp(view.Profile);
        return form;
    }

    /// <summary>One line per field at most, so that a summary does not say the same twice.</summary>
    public static List<ErrorLine> Faults<T>(IValidator<T> validator, T form) =>
        [.. validator.Validate(form).Errors.DistinctBy(error => error.PropertyName).Select(error => new ErrorLine(error.ErrorMessage, error.PropertyName))];
}
