using FluentValidation;

namespace MemberHub.Tests.Components.Forms;

/// <summary>A form with a nested object and a list, as the profile has.</summary>
public sealed class SampleForm
{
    public string? Name { get; set; }

    public Place Home { get; set; } = new();

    public List<Place> Places { get; set; } = [new(), new()];

    public sealed class Place
    {
        public string? City { get; set; } = "Sendai";
    }

    public sealed class Validator : AbstractValidator<SampleForm>
    {
        public Validator()
        {
            RuleFor(form => form.Name).NotEmpty().WithMessage("名前を入力してください");
            RuleFor(form => form.Home.City).NotEmpty().WithMessage("市を入力してください");
            RuleForEach(form => form.Places).ChildRules(place => place.RuleFor(p => p.City).NotEmpty().WithMessage("場所を入力してください"));
        }
    }
}
