using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemberHub.Tests.Architecture;

/// <summary>What a class's methods call, read from their code: through lambdas, async methods and other classes of the same assembly.</summary>
internal static class CallGraph
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private static readonly ConcurrentDictionary<MethodBase, IReadOnlyList<MethodBase>> Known = [];

    /// <summary>Every method that can be reached from the class's own; those of other assemblies are named but not entered.</summary>
    public static IReadOnlySet<MethodBase> ReachedFrom(Type type)
    {
        var reached = new HashSet<MethodBase>();
        var open = new Stack<MethodBase>(MethodsOf(type));
        while (open.TryPop(out var method))
        {
            if (!reached.Add(method) || method.DeclaringType?.Assembly != type.Assembly)
            {
                continue;
            }

            foreach (var called in Known.GetOrAdd(method, Calls))
            {
                open.Push(called);
            }
        }

        return reached;
    }

    private static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMethods(All);

    private static IReadOnlyList<MethodBase> Calls(MethodBase method)
    {
        var calls = new List<MethodBase>();
        // An async method or an iterator only starts a machine; its work is there.
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
        {
            calls.AddRange(machine.StateMachineType.GetMethods(All));
        }

        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            return calls;
        }

        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)((code[at++] << 8) | code[at++]) : code[at++];
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineTok && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
            {
                calls.Add(called);
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }

        return calls;
    }

    private static MethodBase? Resolve(MethodBase caller, int token)
    {
        try
        {
            var found = caller.Module.ResolveMember(token, caller.DeclaringType?.GetGenericArguments(), caller.IsGenericMethod ? caller.GetGenericArguments() : null) as MethodBase;
            return found is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : found;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
