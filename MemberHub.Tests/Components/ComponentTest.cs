using System.Globalization;
using Bunit;
using MemberHub.Components;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Components;

/// <summary>Renders a shared component by itself, in Japanese until the test says otherwise.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        Speak("ja");
        Services.AddLogging().AddLocalization();
        Services.AddTexts<ComponentsText>();
        Services.AddSingleton<IRefusalListener, RefusedAttempts>();
        Services.AddSingleton<AllTexts>();
        Services.AddSingleton<RefusalTexts>();
        Services.AddSingleton(new PortalBrand("若葉学会", "Wakaba Society"));
    }

    protected static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
}
