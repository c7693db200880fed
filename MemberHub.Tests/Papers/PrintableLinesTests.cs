using FluentValidation;
using MemberHub.Domain.Documents;
using MemberHub.Features.Documents;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Papers;

/// <summary>What is printable on one document is printable on each.</summary>
[Trait("Runs", "Once")]
public sealed class PrintableLinesTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public void Every_form_with_an_addressee_refuses_the_same_lines()
    {
        string[] wrong = [new('あ', Addressee.LineMaxLength + 1), "第一行\n第二行", "左\t右", "\u0007", "外来\U00013000"];
        string[] right = ["", new('あ', Addressee.LineMaxLength), "  みなと総合医療センター  ", "髙橋　真理子"];

        Assert.All(wrong, line => Assert.Equal([true, true, true, true, true, true], FaultsOf(line)));
        Assert.All(right, line => Assert.Equal([false, false, false, false, false, false], FaultsOf(line)));
    }

    // At the department: it is asked for nowhere, so that an empty one is right.
    private IEnumerable<bool> FaultsOf(string line) =>
    [
        IsWrong(new InvoiceForm { Department = line }),
        IsWrong(new SplitForm { Department = line }),
        IsWrong(new JointForm { Department = line }),
        IsWrong(new ReaddressForm { Department = line }),
        IsWrong(new ReceiptForm { Department = line, Choice = AddresseeChoice.Both }),
        IsWrong(new ClaimPaperForm { Department = line, Choice = AddresseeChoice.Both }),
    ];

    private bool IsWrong<T>(T form)
        where T : IAddresseeLines =>
        app.Services.GetRequiredService<IValidator<T>>().Validate(form).Errors.Any(error => error.PropertyName == nameof(IAddresseeLines.Department));
}
