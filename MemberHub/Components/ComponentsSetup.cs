using System.Text.Encodings.Web;
using System.Text.Unicode;
using MemberHub.Components.Forms;
using MemberHub.Components.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace MemberHub.Components;

/// <summary>Pages: rendering, languages and error pages. Call the three in this order, sign-in between the last two.</summary>
public static class ComponentsSetup
{
    /// <summary>Registers what pages need. The society's name on them stands in the settings section Society.</summary>
    public static void AddMemberHubComponents(this WebApplicationBuilder builder)
    {
        // Unpublished, styles and scripts lie in the source tree; by default only the Development environment looks there.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        // Japanese stays readable in the page's source, and a third of its size.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddRadzenComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthorization();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddAntiforgery();
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((options, requests) => options.Cookie = new FormCookie(requests)
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
            Path = "/",
        });
        builder.Services.AddHsts(options => (options.MaxAge, options.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            string[] codes = [.. Languages.Names.Select(language => language.Code)];
            options.SetDefaultCulture(Languages.Default).AddSupportedCultures(codes).AddSupportedUICultures(codes);
        });
        builder.Services.AddSingleton<AllTexts>();
        builder.Services.AddSingleton<PortalLinks>();
        builder.Services.AddSingleton(new PortalBrand(builder.Configuration["Society:NameJa"] ?? "", builder.Configuration["Society:NameEn"] ?? ""));
        builder.Services.AddTexts<ComponentsText>();
        builder.Services.AddTexts<StatusText>();
        builder.Services.AddSingleton<RefusalTexts>();
    }

    /// <summary>What surrounds every request: error pages, language.</summary>
    public static void UseMemberHubComponents(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseExceptionHandler("/error/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.Use(ShowErrorsAsPages);
        app.UseRequestLocalization();
    }

    /// <summary>Pages, their files and the choice of language. Comes after authentication and authorisation.</summary>
    public static void MapMemberHubComponents(this WebApplication app)
    {
        app.Use(TakeLongForms);
        app.UseAntiforgery();
        app.Use(RefuseForgedForms);
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
    }

    // Whoever comes so far may open the page; everywhere else a form is refused at the usual limit.
    private static Task TakeLongForms(HttpContext context, RequestDelegate next)
    {
        if (context.Request.HasFormContentType && context.GetEndpoint()?.Metadata.GetMetadata<LongFormAttribute>() is { MostValues: var most })
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { ValueCountLimit = most }));
        }

        return next(context);
    }

    // An endpoint that was compiled with the app fails on such a form instead of refusing it, and a page refuses it with an answer that browsers show as an error of their own.
    private static Task RefuseForgedForms(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    // What failed may have been a form. Its error page is only read: as a POST it would be validated, and fail, once more.
    private static Task ShowErrorsAsPages(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        return next(context);
    }
}
