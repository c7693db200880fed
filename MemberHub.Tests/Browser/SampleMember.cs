using System.Text;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Browser;

/// <summary>What a sample roster says about one member.</summary>
internal sealed record SampleMember(string Number, string Name, string LoginId, string Email)
{
    /// <summary>What must stand in no address.</summary>
    public IEnumerable<string> Secrets => [Number, Name, LoginId, Email];

    public static SampleMember Read(string file, string number)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rows = File.ReadAllLines(Samples.PathOf(file), Encoding.GetEncoding(932)).Select(line => line.Split(',')).ToList();
        var row = rows.Single(cells => cells[0] == number);
        string Cell(string column) => row[Array.IndexOf(rows[0], column)];
        return new SampleMember(number, Cell("氏名"), Cell("ログインID"), Cell("メールアドレス"));
    }
}
