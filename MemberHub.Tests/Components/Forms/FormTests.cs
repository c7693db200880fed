using Bunit;
using FluentValidation;
using MemberHub.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Components.Forms;

public sealed class FormTests : ComponentTest
{
    public FormTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<IValidator<SampleForm>, SampleForm.Validator>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_form_with_mistakes_is_not_saved_and_says_where_they_are(bool summaryFirst)
    {
        var page = Open(new SampleForm { Places = [new(), new() { City = "" }] }, summaryFirst);

        page.Find("form").Submit();

        Assert.Equal(0, page.Instance.Saved);
        Assert.Equal(
            [("氏名：名前を入力してください", "Name"), ("二つ目の市：場所を入力してください", "second-city")],
            page.FindAll("[role=alert] a").Select(line => (line.TextContent, line.GetAttribute("data-jump"))));
        Assert.Contains("2か所", page.Find("[role=alert] b").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_stands_under_its_field_and_is_announced_with_it()
    {
        var page = Open(new SampleForm { Places = [new(), new() { City = "" }] });

        page.Find("form").Submit();

        var name = page.Find("#Name");
        Assert.Equal("true", name.GetAttribute("aria-invalid"));
        Assert.Equal("Name-hint Name-error", name.GetAttribute("aria-describedby"));
        Assert.Equal("名前を入力してください", page.Find("#Name-error").TextContent);
        Assert.Equal("場所を入力してください", page.Find("#second-city-error").TextContent);
        Assert.Null(page.Find("#home-city").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Leaving_one_field_validates_that_field_alone()
    {
        var page = Open(new SampleForm { Home = new() { City = "" } });

        page.Find("#second-city").Change("");

        Assert.Equal(["場所を入力してください"], page.FindAll(".err").Select(error => error.TextContent));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_mended_field_leaves_the_summary()
    {
        var page = Open(new SampleForm { Home = new() { City = "" } });
        page.Find("form").Submit();

        page.Find("#Name").Change("山田");

        Assert.Equal(["自宅の市：市を入力してください"], page.FindAll("[role=alert] a").Select(line => line.TextContent));

        page.Find("#home-city").Change("横浜市");
        Assert.Empty(page.FindAll("[role=alert]"));

        page.Find("form").Submit();
        Assert.Equal(1, page.Instance.Saved);
    }

    [Fact]
    public void A_mistake_of_no_field_is_still_shown()
    {
        var page = Open(new SampleForm { Name = "山田", Places = [new() { City = "" }, new()] });

        page.Find("form").Submit();

        Assert.Equal("場所を入力してください", page.Find("[role=alert] b").TextContent);
    }

    [Fact]
    public void A_static_form_hands_its_lines_over()
    {
        var summary = Render<ErrorSummary>(summary => summary.Add(s => s.Lines, [new ErrorLine("ログインID：入力してください", "id"), new ErrorLine("もう一度お試しください")]));

        Assert.Equal("id", summary.Find("a").GetAttribute("data-jump"));
        Assert.Equal("もう一度お試しください", summary.Find("li span").TextContent);
        Assert.True(summary.Find("[role=alert]").HasAttribute("autofocus"));
    }

    [Fact]
    public void Without_mistakes_there_is_no_summary() => Assert.Empty(Render<ErrorSummary>().FindAll("*"));

    [Theory]
    [InlineData("Name", "Name")]
    [InlineData("Home.City", "City")]
    [InlineData("Places[1].City", "City")]
    public void A_path_names_the_object_that_owns_the_property(string path, string property)
    {
        var form = new SampleForm();
        object owner = path switch
        {
            "Name" => form,
            "Home.City" => form.Home,
            _ => form.Places[1],
        };

        var field = FieldPath.Resolve(form, path);

        Assert.Same(owner, field.Model);
        Assert.Equal(property, field.FieldName);
    }

    [Theory]
    [InlineData("Nowhere.City")]
    [InlineData("Places[7].City")]
    public void A_path_that_leads_nowhere_belongs_to_the_form(string path)
    {
        var form = new SampleForm();

        var field = FieldPath.Resolve(form, path);

        Assert.Same(form, field.Model);
        Assert.Equal(path, field.FieldName);
    }

    private IRenderedComponent<SamplePage> Open(SampleForm form, bool summaryFirst = false) =>
        Render<SamplePage>(page => page.Add(p => p.Model, form).Add(p => p.SummaryFirst, summaryFirst));
}
