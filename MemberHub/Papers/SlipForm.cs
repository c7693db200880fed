namespace MemberHub.Papers;

/// <summary>A rectangle on paper, mm from the top-left corner of the sheet.</summary>
internal readonly record struct PaperArea(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double Middle => (Top + Bottom) / 2;
}

/// <summary>A row of boxes for one digit each; digits stand in the last boxes.</summary>
internal readonly record struct DigitRow(double Left, double Top, int Count)
{
    /// <summary>From one digit to the next, mm.</summary>
    public const double Pitch = 5.08;

    private const double Height = 8;

    public PaperArea Area => new(Left, Top, Left + (Count * Pitch), Top + Height);
}

/// <summary>
/// Where things are on the post's official form (払込取扱票), 180 × 114 mm: the slip that stays with the post on the left of the cut, the payer's
/// receipt on the right.
/// </summary>
internal static class SlipForm
{
    public const double Width = 180, Height = 114, Cut = 125;

    public static readonly DigitRow Symbol = new(4, 15, 5), Check = new(31.94, 15, 1), Serial = new(39.56, 15, 7), Amount = new(80.2, 15, 8);

    public static readonly DigitRow ReceiptSymbol = new(136.08, 15, 5), ReceiptCheck = new(164.02, 15, 1), ReceiptSerial = new(141.16, 26, 7), ReceiptAmount = new(136.08, 47, 8);

    /// <summary>加入者名.</summary>
    public static readonly PaperArea Holder = new(10.08, 24.75, 74.12, 32), ReceiptHolder = new(137.08, 35, 175.72, 43);

    /// <summary>通信欄.</summary>
    public static readonly PaperArea Message = new(12.08, 33, 119.84, 57.5);

    public static readonly PaperArea PostalCodeFirst = new(14.5, 58.35, 22, 61.85), PostalCodeLast = new(25.5, 58.35, 35.5, 61.85);

    public static readonly PaperArea Address = new(15.5, 62, 85.4, 75);

    public static readonly PaperArea Name = new(15.5, 75.5, 79, 85), ReceiptName = new(138.58, 57, 174.72, 77);

    /// <summary>電話, in three parts.</summary>
    public static readonly IReadOnlyList<PaperArea> Phone = [new(31, 85.3, 39, 88.7), new(41.5, 85.3, 50, 88.7), new(51.5, 85.3, 60, 88.7)];

    /// <summary>日附印: the post's own stamp.</summary>
    public static readonly PaperArea Stamp = new(85.84, 70, 120.84, 98), ReceiptStamp = new(146.24, 79, 176.72, 111);

    /// <summary>The lines below which nothing may stand (これより下部には何も記入しないでください).</summary>
    public const double Floor = 94, ReceiptFloor = 111;

    public static readonly IReadOnlyList<DigitRow> DigitRows = [Symbol, Check, Serial, Amount, ReceiptSymbol, ReceiptCheck, ReceiptSerial, ReceiptAmount];

    public static readonly IReadOnlyList<PaperArea> Fields =
        [Holder, Message, PostalCodeFirst, PostalCodeLast, Address, Name, .. Phone, ReceiptHolder, ReceiptName];

    /// <summary>Where nothing is printed.</summary>
    public static readonly IReadOnlyList<PaperArea> Forbidden =
        [Stamp, new(0, Floor, Stamp.Left, Height), new(Stamp.Left, Stamp.Bottom, Cut, Height), ReceiptStamp, new(Cut, ReceiptFloor, Width, Height)];
}
