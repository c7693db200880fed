using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Calendar;
using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Platform.Security;

/// <summary>A task for a browser (計算課題): for each part a number, so that SHA-256 of "seed.part.number" begins with so many zero bits.</summary>
/// <param name="Text">Comes back with the form; only the server can make or read it.</param>
/// <param name="Seed">32 hexadecimal digits, different in each task.</param>
/// <param name="PartBits">Zero bits in each part.</param>
/// <param name="Parts">Several small parts take more even a time than a big one, and show progress.</param>
public sealed record ProofChallenge(string Text, string Seed, int PartBits, int Parts);

/// <summary>What a form brings back for a challenge.</summary>
public sealed class ProofForm
{
    /// <summary><see cref="ProofChallenge.Text"/>.</summary>
    public string? Challenge { get; set; }

    /// <summary>The number of each part, divided by full stops.</summary>
    public string? Solution { get; set; }
}

/// <summary>A solved task, still to be spent.</summary>
/// <param name="Id">Its seed.</param>
public sealed record SolvedProof(string Id, DateTime UntilUtc);

/// <summary>
/// Makes those pay with computing time who try a lot, without asking a third party: finding the numbers takes a browser a moment, checking them takes the server eight hashes.
/// A task is good for one purpose, one network and ten minutes; that it is good once, whoever accepts it sees to.
/// </summary>
public sealed class ProofOfWork(IDataProtectionProvider protection, TimeProvider clock)
{
    public const int MinBits = 8;
    public const int MaxBits = 21;

    /// <summary>How long a task may take, with what is typed meanwhile.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const int Parts = 8;
    private const int BitsOfParts = 3;
    private const int MaxTextLength = 1_000;

    private readonly IDataProtector secrets = protection.CreateProtector("MemberHub.ProofOfWork");

    /// <param name="bits">2 to the power of this is the expected number of computations of the whole task.</param>
    public ProofChallenge Issue(string purpose, string network, int bits)
    {
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var until = (clock.UtcNow() + Life).Ticks;
        return new ProofChallenge(secrets.Protect(string.Create(CultureInfo.InvariantCulture, $"{purpose}|{network}|{bits}|{until}|{seed}")), seed, bits - BitsOfParts, Parts);
    }

    /// <summary>The task that was solved, or null where anything is wrong with it: another purpose or network, too easy, too old, not solved, not ours.</summary>
    public SolvedProof? Check(string purpose, string network, int leastBits, ProofForm? form)
    {
        if (form is not { Challenge: { Length: > 0 and < MaxTextLength } text, Solution: { Length: > 0 and < MaxTextLength } solution } || Read(text) is not [var forWhat, var where, var bits, var until, var seed])
        {
            return null;
        }

        var worth = int.Parse(bits, CultureInfo.InvariantCulture);
        var expires = new DateTime(long.Parse(until, CultureInfo.InvariantCulture), DateTimeKind.Utc);
        return forWhat == purpose && where == network && worth >= leastBits && expires > clock.UtcNow() && IsSolved(seed, worth - BitsOfParts, solution)
            ? new SolvedProof(seed, expires)
            : null;
    }

    /// <summary>Solves a task as a browser does.</summary>
    public static string Solve(ProofChallenge challenge) => string.Join('.', Enumerable.Range(0, challenge.Parts).Select(part => SolvePart(challenge.Seed, part, challenge.PartBits)));

    private static long SolvePart(string seed, int part, int bits)
    {
        var number = 0L;
        while (ZeroBits(seed, part, number) < bits)
        {
            number++;
        }

        return number;
    }

    private static bool IsSolved(string seed, int bits, string solution)
    {
        var numbers = solution.Split('.', Parts + 1);
        return numbers.Length == Parts && numbers.Index().All(part => long.TryParse(part.Item, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && ZeroBits(seed, part.Index, number) >= bits);
    }

    private static int ZeroBits(string seed, int part, long number)
    {
        Span<byte> text = stackalloc byte[64];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Encoding.UTF8.TryGetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}.{part}.{number}"), text, out var length);
        SHA256.HashData(text[..length], hash);
        return BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash));
    }

    private string[]? Read(string text)
    {
        try
        {
            return secrets.Unprotect(text).Split('|');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
