namespace MemberHub.Components.Texts;

/// <summary>The resources of one feature, found beside its marker class, where <see cref="RefusalTexts"/> looks sentences up.</summary>
public sealed record TextSource(Type Marker);

public static class TextSourceSetup
{
    /// <summary>Lets the sentences of <typeparamref name="TText"/> be found by <see cref="RefusalTexts"/>.</summary>
    public static IServiceCollection AddTexts<TText>(this IServiceCollection services) where TText : class =>
        services.AddSingleton(new TextSource(typeof(TText)));
}
