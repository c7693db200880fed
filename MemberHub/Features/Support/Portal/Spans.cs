using MemberHub.Domain.Help;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MemberHub.Features.Support.Portal;

/// <summary>Words with their links, and what was searched for marked. In code, because a template would put blanks between Japanese words.</summary>
public sealed class Spans : ComponentBase
{
    [Parameter, EditorRequired]
    public IReadOnlyList<HelpSpan> Of { get; set; } = [];

    /// <summary>What was searched for; null or blank for nothing.</summary>
    [Parameter]
    public string? Words { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var span in Of)
        {
            if (span.Link.Length > 0)
            {
                builder.OpenElement(0, "a");
                builder.AddAttribute(1, "href", span.Link);
                Marked(builder, span.Text);
                builder.CloseElement();
            }
            else if (span.IsStrong)
            {
                builder.OpenElement(2, "b");
                Marked(builder, span.Text);
                builder.CloseElement();
            }
            else
            {
                Marked(builder, span.Text);
            }
        }
    }

    private void Marked(RenderTreeBuilder builder, string text)
    {
        if (string.IsNullOrWhiteSpace(Words))
        {
            builder.AddContent(3, text);
            return;
        }

        foreach (var piece in HelpSearch.Mark(text, Words))
        {
            if (piece.IsHit)
            {
                builder.OpenElement(4, "mark");
                builder.AddContent(5, piece.Text);
                builder.CloseElement();
            }
            else
            {
                builder.AddContent(6, piece.Text);
            }
        }
    }
}
