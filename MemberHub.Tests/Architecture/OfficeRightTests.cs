using System.Reflection;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Members;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Architecture;

/// <summary>What the office's pages and endpoints hand to their use cases, those refuse by themselves to whoever has no role (R13).</summary>
[Asvs("8.2.1", "8.3.1")]
public sealed class OfficeRightTests
{
    [Fact]
    public async Task Every_use_case_of_the_office_refuses_whoever_has_no_role()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var useCases = OfPages().Concat(OfEndpoints(app)).Distinct().Where(TakesActor).ToList();
        var silent = new List<string>();
        foreach (var type in useCases)
        {
            var method = type.GetMethod("RunAsync")!;
            var arguments = method.GetParameters().Select(parameter => Argument(parameter.ParameterType, new Actor(1, society.Id, null, []))).ToArray();
            if (await RefusalOfAsync(method, app.Services.GetRequiredService(type), arguments) is not NotAllowed || !AsksForARight(type))
            {
                silent.Add(type.FullName!);
            }
        }

        Assert.True(useCases.Count > 8, $"Only {useCases.Count} found.");
        Assert.Empty(silent);
    }

    // What moves money or makes a bill, each with its right. Their buttons are partly on a circuit, where no form can be sent to them.
    private static readonly (Type UseCase, OfficeRight Needs)[] Trusted =
    [
        (typeof(DraftBilling), OfficeRight.PrepareBilling),
        (typeof(StartBilling), OfficeRight.PrepareBilling),
        (typeof(CancelBilling), OfficeRight.PrepareBilling),
        (typeof(CloseBilling), OfficeRight.PrepareBilling),
        (typeof(ChangeDuesSchedule), OfficeRight.PrepareBilling),
        (typeof(SendReminders), OfficeRight.PrepareBilling),
        (typeof(ReleaseBilling), OfficeRight.ReleaseBilling),
        (typeof(UndoBilling), OfficeRight.ReleaseBilling),
        (typeof(RaiseCharge), OfficeRight.WriteOff),
        (typeof(IncreaseCharge), OfficeRight.WriteOff),
        (typeof(WaiveCharge), OfficeRight.WriteOff),
        (typeof(TypeInDeposit), OfficeRight.RecordMoney),
        (typeof(ImportDepositFile), OfficeRight.RecordMoney),
        (typeof(SettleDeposit), OfficeRight.RecordMoney),
        (typeof(SettleCertain), OfficeRight.RecordMoney),
        (typeof(SplitDeposit), OfficeRight.RecordMoney),
        (typeof(UndoSettlement), OfficeRight.RecordMoney),
        (typeof(ParkDeposit), OfficeRight.RecordMoney),
        (typeof(ResumeDeposit), OfficeRight.RecordMoney),
        (typeof(ApplyCredit), OfficeRight.RecordMoney),
        (typeof(CloseTask), OfficeRight.RecordMoney),
        (typeof(TakeBackPreliminary), OfficeRight.RecordMoney),
        (typeof(TakeBackAnnouncement), OfficeRight.RecordMoney),
        (typeof(RefundCredit), OfficeRight.RefundMoney),
        (typeof(RefundDeposit), OfficeRight.RefundMoney),
        (typeof(FinishRefund), OfficeRight.RefundMoney),
        (typeof(WithdrawRefund), OfficeRight.RefundMoney),
        (typeof(AskRefundAgain), OfficeRight.RefundMoney),
        (typeof(FinishDepositRefund), OfficeRight.RefundMoney),
    ];

    [Fact]
    public async Task Money_and_bills_are_moved_by_nobody_whose_role_lacks_the_right()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var silent = new List<string>();
        foreach (var (type, needs) in Trusted)
        {
            var actors = Enum.GetValues<StaffRole>().Select(role => new Actor(1, society.Id, null, [role])).Append(new Actor(1, society.Id, 1, []));
            foreach (var actor in actors.Where(actor => !actor.May(needs)))
            {
                var method = type.GetMethod("RunAsync")!;
                var arguments = method.GetParameters().Select(parameter => Argument(parameter.ParameterType, actor)).ToArray();
                if (await RefusalOfAsync(method, app.Services.GetRequiredService(type), arguments) is not NotAllowed)
                {
                    silent.Add($"{type.Name}: {actor.Roles.Select(role => role.ToString()).SingleOrDefault() ?? "member"}");
                }
            }
        }

        Assert.Empty(silent);
    }

    // A page injects a use case as it is; so does a component of a page.
    private static IEnumerable<Type> OfPages() =>
        from component in typeof(Program).Assembly.GetTypes()
        where typeof(IComponent).IsAssignableFrom(component) && component.Namespace?.Split('.').Contains("Office") == true
        from property in component.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        where property.IsDefined(typeof(InjectAttribute))
        select property.PropertyType;

    private static IEnumerable<Type> OfEndpoints(TestApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("office", StringComparison.Ordinal) == true
        from parameter in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
        select parameter.ParameterType;

    private static bool TakesActor(Type type) =>
        type.Namespace?.StartsWith("MemberHub.Features.", StringComparison.Ordinal) == true && type.GetMethod("RunAsync")?.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)) == true;

    private static bool AsksForARight(Type type) => CallGraph.ReachedFrom(type).Any(method => method.DeclaringType == typeof(OfficeRights));

    private static object? Argument(Type type, Actor actor) =>
        type == typeof(Actor) ? actor
        : type == typeof(CancellationToken) ? TestContext.Current.CancellationToken
        : type == typeof(string) ? ""
        : type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance(type)
        : null;

    // Null where the answer is no refusal, or an exception: then something was looked at before the right was.
    private static async Task<Refusal?> RefusalOfAsync(MethodInfo method, object useCase, object?[] arguments)
    {
        try
        {
            var task = (Task)method.Invoke(useCase, arguments)!;
            await task;
            // A download answers nothing, as for a file that does not exist.
            if (task.GetType().GetProperty("Result")!.GetValue(task) is not { } answer)
            {
                return new NotAllowed();
            }

            return answer as Refusal ?? answer.GetType().GetProperty("Refusal")?.GetValue(answer) as Refusal;
        }
        catch (Exception error) when (error is TargetInvocationException or NullReferenceException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
