using MemberHub.Domain;

namespace MemberHub.Platform.Security;

/// <summary>Limits of attempts, proofs of work, the queue of hashing and what is said of refused attempts.</summary>
public static class AttemptSetup
{
    /// <summary>Registers them with the settings of the section SignIn. Who keeps accounts registers the <see cref="IAttemptBook"/>.</summary>
    public static void AddAttemptLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SignInLimits>()
            .BindConfiguration(SignInLimits.Section)
            .Validate(limits => limits.IsValid, "SignIn: a figure is out of range, or a network in AllowedNetworks cannot be read (203.0.113.7 or 203.0.113.0/24).")
            .ValidateOnStart();
        builder.Services.AddSingleton<ProofOfWork>();
        builder.Services.AddSingleton<AttemptGate>();
        builder.Services.AddSingleton<HashingQueue>();
        builder.Services.AddSingleton<RefusedAttempts>();
        builder.Services.AddSingleton<IRefusalListener>(services => services.GetRequiredService<RefusedAttempts>());
    }
}
