using MemberHub.Bench;

if (args is not [var name, .. var rest] || Figures.Find(name) is not { } figure)
{
    Console.Error.WriteLine($"Usage: MemberHub.Bench -- {string.Join('|', Figures.Names)}");
    return 1;
}

await figure(rest);
return 0;
