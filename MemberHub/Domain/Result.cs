using System.Diagnostics.CodeAnalysis;

namespace MemberHub.Domain;

/// <summary>What a use case answers: the value, or the <see cref="Domain.Refusal"/> that says why there is none.</summary>
public readonly struct Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; default when refused.</summary>
    public T? Value { get; }

    /// <summary>The reason; null when it was done.</summary>
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(false, nameof(Refusal))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The value, or an <see cref="InvalidOperationException"/> where the caller knows that nothing can be refused.</summary>
    public T OrThrow() => Succeeded ? Value : throw new InvalidOperationException($"Refused: {Refusal}");
}

/// <summary>The value of a use case that has nothing to say but that it was done.</summary>
public readonly record struct Done
{
    public static readonly Done It;
}
