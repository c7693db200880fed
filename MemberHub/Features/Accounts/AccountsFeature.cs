using MemberHub.Components.Texts;
using MemberHub.Data.Accounts;
using MemberHub.Data.DemoData;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>Who signs in: sessions, passwords, and the mails about them.</summary>
public static class AccountsFeature
{
    public static WebApplicationBuilder AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTexts<AccountsText>();
        services.AddTexts<SecurityText>();

        // Identity keeps and hashes; who is signed in is a row of ours (AccountSession), which Identity's cookie does not know.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Passwords.Iterations);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<ILookupNormalizer, AccountNormalizer>();
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<Passwords>();

        services.AddSingleton<RecentPeople>();
        services.AddSingleton<SeenSessions>();
        services.AddSingleton<KeepSeenSessions>();
        builder.AddJob<KeepSeenSessionsJob>(KeepSeenSessionsJob.Pulse);
        services.AddSingleton<SessionReader>();
        services.AddSingleton<Sessions>();
        services.AddAuthentication(SessionReader.Scheme).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionReader.Scheme, null);
        services.Configure<AuthorizationOptions>(OfficePolicy.Add);
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddDataProtection().SetApplicationName("MemberHub");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, DataProtectionKeyStore>();
        services.AddSingleton(provider => KeyWrapping.Of(provider.GetRequiredService<IConfiguration>()));
        services.AddHostedService<WrappedKeysAtStart>();

        builder.AddAttemptLimits();
        services.AddSingleton<IAttemptBook, AttemptBook>();
        services.AddSingleton<Doors>();
        builder.AddJob<ForgetAttemptsJob>(ForgetAttemptsJob.Pulse);
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<ChooseLanguage>();
        services.Configure<RequestLocalizationOptions>(options => options.RequestCultureProviders = [new AccountLanguage(), .. LanguageCookie.Providers]);
        services.AddSingleton<ResetWishes>();
        services.AddSingleton<AnswerResetWishes>();
        builder.AddJob<ResetWishesJob>(ResetWishesJob.Pulse);
        services.AddSingleton<RequestPasswordReset>();
        services.AddSingleton<SendPasswordReset>();
        services.AddSingleton<PasswordResetLink>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<MyAccount>();
        services.AddSingleton<ChangeLoginId>();
        services.AddSingleton<RequestEmailChange>();
        services.AddSingleton<EmailChangeLink>();
        services.AddSingleton<ConfirmEmailChange>();
        services.AddSingleton<PublicNotices>();
        services.AddOptions<SystemNotices>().BindConfiguration(SystemNotices.Section);
        services.AddSingleton<OpenFirstPasswords>();
        services.AddSingleton<IssueFirstPasswords>();
        services.AddSingleton<SetFirstPassword>();
        services.AddSecondFactor();
        services.AddOwnSecurity();
        return builder;
    }

    // What people look after themselves: their devices, their passkeys, the proof of who they are.
    private static void AddOwnSecurity(this IServiceCollection services)
    {
        services.AddSingleton<MailedCodes>();
        services.AddSingleton<PasswordProof>();
        services.AddSingleton<LoginIdReplacement>();
        services.AddSingleton<ConfirmLoginId>();
        services.AddSingleton<EmailReplacement>();
        services.AddSingleton<ConfirmEmailByCode>();
        services.AddSingleton<OpenSecurity>();
        services.AddSingleton<IDemoStep, DemoSignInHistory>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<EndOtherSessions>();
        services.AddSingleton<SecurityMails>();
        services.AddSingleton<Reauthenticate>();
        services.AddSingleton<TurnOffSecondFactor>();
        services.AddSingleton<AskCodeOfMember>();
        services.AddSingleton<RenewRecoveryCodes>();
        services.AddSingleton<OpenMemberFactor>();
        services.AddSingleton<ResetMemberFactor>();
        services.AddSingleton<OpenMemberSignIn>();
        services.AddSingleton<SetMemberSignIn>();
        services.AddSingleton<MemberSignInMails>();
        services.AddSingleton<Passkeys>();
        services.AddSingleton<AddPasskey>();
        services.AddSingleton<RenamePasskey>();
        services.AddSingleton<RemovePasskey>();
        services.AddSingleton<SignInWithPasskey>();
    }

    private static void AddSecondFactor(this IServiceCollection services)
    {
        SignedInPolicy.Add(services.AddAuthorizationBuilder());
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<CodeCheck>();
        services.AddSingleton<GiveSecondFactor>();
        services.AddSingleton<OfferAuthenticator>();
        services.AddSingleton<SetUpAuthenticator>();
        services.AddSingleton<StaffInvitationLink>();
        services.AddSingleton<SetUpStaff>();
        services.AddSingleton<StaffEnrolment>();
        services.AddSingleton<StaffMails>();
        services.AddSingleton<CreateStaff>();
        services.AddSingleton<OpenStaff>();
        services.AddSingleton<InviteStaff>();
        services.AddSingleton<RenewStaffInvitation>();
        services.AddSingleton<ChangeStaffRole>();
        services.AddSingleton<DisableStaff>();
        services.AddSingleton<EnableStaff>();
        services.AddSingleton<ResetSecondFactor>();
        services.TryAddSingleton(Terminal.Console);
        services.AddSingleton<IVerb, CreateStaffCommand>();
    }

    /// <summary>Endpoints beside the pages.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapSignOut();
        app.MapLanguage();
        app.MapPasskeys();
        app.MapPost("/office/members/first-passwords/print", IssueFirstPasswords.ServeAsync).RequireAuthorization(OfficePolicy.Name);
    }
}
