namespace MemberHub.Bench;

/// <summary>The figures that can be measured, by the name given on the command line.</summary>
internal static class Figures
{
    private static readonly Dictionary<string, Func<string[], Task>> All = new()
    {
        ["arrears"] = ArrearsFigure.RunAsync,
        ["search"] = SearchFigure.RunAsync,
        ["billing"] = BillingFigures.RunAsync,
        ["pdf"] = PdfFigures.RunAsync,
        ["archive"] = ArchiveFigure.RunAsync,
        ["start"] = StartFigure.RunAsync,
        [StartFigure.EmptyApp] = StartFigure.RunEmptyAppAsync,
        ["import"] = ImportFigures.RunAsync,
        ["statements"] = StatementFigures.RunAsync,
        ["settle"] = SettleFigure.RunAsync,
        ["notify"] = NotifyFigure.RunAsync,
        ["pay"] = PayFigure.RunAsync,
        ["equal"] = EqualFigure.RunAsync,
        ["circuits"] = CircuitFigures.RunAsync,
        [CircuitHost.Name] = CircuitHost.RunAsync,
        ["weight"] = WeightFigure.RunAsync,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Func<string[], Task>? Find(string name) => All.GetValueOrDefault(name);
}
