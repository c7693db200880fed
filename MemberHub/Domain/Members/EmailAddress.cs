using System.Buffers;

namespace MemberHub.Domain.Members;

/// <summary>
/// What an e-mail address must look like. Wider than the mail standards, because addresses of Japanese carriers have dots in a row
/// and before the @; narrower than them in what nobody has: quoted names, comments, letters beyond ASCII.
/// </summary>
public static class EmailAddress
{
    /// <summary>At most 254 characters, the longest that mail servers pass on (RFC 5321).</summary>
    public const int MaxLength = 254;

    private const int LocalPartMaxLength = 64;
    private const int LabelMaxLength = 63;

    private static readonly SearchValues<char> LocalPartSigns =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> DomainSigns =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>What is wrong with an address that was brought to half width (<see cref="JapaneseText.Code"/>); null for a good one.</summary>
    public static EmailFault? FaultOf(string address)
    {
        var at = address.LastIndexOf('@');
        var localPart = address.AsSpan(0, Math.Max(at, 0));
        var domain = address.AsSpan(at + 1);
        return address switch
        {
            _ when address.Length > MaxLength => EmailFault.TooLong,
            _ when address.Any(char.IsWhiteSpace) => EmailFault.Blank,
            _ when address.Any(sign => !char.IsAscii(sign)) => EmailFault.NotAscii,
            _ when at < 0 => EmailFault.NoAt,
            _ when localPart.Contains('@') => EmailFault.ManyAts,
            _ when localPart.IsEmpty => EmailFault.NothingBeforeAt,
            _ when domain.IsEmpty => EmailFault.NothingAfterAt,
            _ when localPart.Length > LocalPartMaxLength => EmailFault.TooLong,
            _ when localPart.ContainsAnyExcept(LocalPartSigns) => EmailFault.SignBeforeAt,
            _ when !IsDomain(domain) => EmailFault.Domain,
            _ => null,
        };
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > LabelMaxLength || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(DomainSigns))
            {
                return false;
            }

            labels++;
        }

        return labels >= 2;
    }
}

/// <summary>Which part of an e-mail address is wrong.</summary>
public enum EmailFault
{
    /// <summary>No @.</summary>
    NoAt,

    /// <summary>More than one @.</summary>
    ManyAts,

    NothingBeforeAt,

    NothingAfterAt,

    /// <summary>A blank or line break.</summary>
    Blank,

    /// <summary>A letter that is not ASCII and has no half-width form.</summary>
    NotAscii,

    /// <summary>A sign before the @ that addresses do not have, such as a comma or a bracket.</summary>
    SignBeforeAt,

    /// <summary>What follows the @ is not a domain with a dot.</summary>
    Domain,

    /// <summary>Longer than <see cref="EmailAddress.MaxLength"/>, or more than 64 characters before the @.</summary>
    TooLong,
}
