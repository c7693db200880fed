using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace MemberHub.Components.Forms;

/// <summary>
/// Validates the surrounding form with the registered validator: everything when it is sent, one field when that field changes.
/// Rules must be synchronous; an asynchronous one throws.
/// </summary>
public sealed class FluentValidator<TModel> : ComponentBase, IDisposable where TModel : class
{
    private EditContext? _form;
    private ValidationMessageStore? _messages;

    [CascadingParameter] private EditContext? Form { get; set; }

    [Inject] private IValidator<TModel> Validator { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (Form == _form)
        {
            return;
        }

        Leave();
        _form = Form ?? throw new InvalidOperationException($"{nameof(FluentValidator<TModel>)} stands outside of a form.");
        _messages = new ValidationMessageStore(_form);
        _form.OnValidationRequested += ValidateForm;
        _form.OnFieldChanged += ValidateField;
    }

    public void Dispose() => Leave();

    private void ValidateForm(object? sender, ValidationRequestedEventArgs request)
    {
        _messages!.Clear();
        Show(field => true);
    }

    private void ValidateField(object? sender, FieldChangedEventArgs change)
    {
        _messages!.Clear(change.FieldIdentifier);
        Show(field => field.Equals(change.FieldIdentifier));
    }

    private void Show(Func<FieldIdentifier, bool> wanted)
    {
        var model = _form!.Model;
        foreach (var failure in Validator.Validate((TModel)model).Errors)
        {
            var field = FieldPath.Resolve(model, failure.PropertyName);
            if (wanted(field))
            {
                _messages!.Add(field, failure.ErrorMessage);
            }
        }

        _form.NotifyValidationStateChanged();
    }

    private void Leave()
    {
        if (_form is not null)
        {
            _form.OnValidationRequested -= ValidateForm;
            _form.OnFieldChanged -= ValidateField;
        }
    }
}
