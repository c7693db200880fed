using Bunit;
using MemberHub.Components.Dialogs;

namespace MemberHub.Tests.Components.Dialogs;

public sealed class ConfirmDialogTests : ComponentTest
{
    private readonly BunitJSModuleInterop _module;

    public ConfirmDialogTests()
    {
        _module = JSInterop.SetupModule("./Components/Dialogs/ConfirmDialog.razor.js");
        _module.SetupVoid("open", _ => true).SetVoidResult();
        _module.SetupVoid("close", _ => true).SetVoidResult();
    }

    [Fact]
    public void Nothing_is_asked_until_it_is_needed() => Assert.Empty(Open().FindAll("dialog"));

    [Fact]
    public async Task The_verb_confirms()
    {
        var dialog = Open();
        var answer = await dialog.InvokeAsync(() => new Question(dialog.Instance.AskAsync()));

        Assert.Equal("この請求書を取り消しますか", dialog.Find($"#{dialog.Find("dialog").GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal(["取り消す", "戻る"], dialog.FindAll("button").Select(button => button.TextContent));
        await dialog.Find("button.danger").ClickAsync();

        Assert.True(await answer.Task);
        Assert.Empty(dialog.FindAll("dialog"));
        Assert.Single(_module.Invocations["close"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_verb_and_Escape_do_not(bool escape)
    {
        var dialog = Open();
        var answer = await dialog.InvokeAsync(() => new Question(dialog.Instance.AskAsync()));

        await (escape ? dialog.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty) : dialog.Find("button.quiet").ClickAsync());

        Assert.False(await answer.Task);
        Assert.Empty(dialog.FindAll("dialog"));
    }

    [Fact]
    public async Task It_can_be_asked_again()
    {
        var dialog = Open();
        var first = await dialog.InvokeAsync(() => new Question(dialog.Instance.AskAsync()));
        await dialog.Find("button.quiet").ClickAsync();
        var second = await dialog.InvokeAsync(() => new Question(dialog.Instance.AskAsync()));
        await dialog.Find("button.danger").ClickAsync();

        Assert.False(await first.Task);
        Assert.True(await second.Task);
        Assert.Equal(2, _module.Invocations["open"].Count);
    }

    private IRenderedComponent<ConfirmDialog> Open() => Render<ConfirmDialog>(dialog => dialog
        .Add(d => d.Title, "この請求書を取り消しますか")
        .Add(d => d.Confirm, "取り消す")
        .Add(d => d.Cancel, "戻る")
        .Add(d => d.Danger, true));

    /// <summary>Keeps the answer from being awaited where it is asked for.</summary>
    private sealed record Question(Task<bool> Task);
}
