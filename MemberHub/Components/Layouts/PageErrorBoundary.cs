using MemberHub.Components.Displays;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MemberHub.Components.Layouts;

/// <summary>Keeps the frame of an interactive page alive when the page fails, and shows a number that also stands in the log.</summary>
public sealed class PageErrorBoundary : ErrorBoundaryBase
{
    private string _number = "";

    [Inject] private ILogger<PageErrorBoundary> Log { get; set; } = default!;

    // Before the circuit, an error is the server's: its answer is the error page with the right status.
    protected override void OnParametersSet()
    {
        MaximumErrorCount = RendererInfo.IsInteractive ? 100 : 0;
        base.OnParametersSet();
    }

    protected override Task OnErrorAsync(Exception exception)
    {
        _number = Guid.NewGuid().ToString("N")[..12];
        Log.LogError(exception, "A page failed; its reader was shown number {ErrorNumber}.", _number);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PageFailed>(1);
        builder.AddComponentParameter(2, nameof(PageFailed.Number), _number);
        builder.AddComponentParameter(3, nameof(PageFailed.Retry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
