namespace MemberHub.Platform.Files.Deposits;

/// <summary>Counts and sums of the lines of one account.</summary>
internal sealed class ZenginTotals
{
    /// <summary>取引前残高 in yen, negative when overdrawn; null where the file tells none.</summary>
    public long? Before { get; init; }

    public int Incoming { get; private set; }

    public long IncomingSum { get; private set; }

    public int Outgoing { get; private set; }

    public long OutgoingSum { get; private set; }

    public int Cancelled { get; private set; }

    public long CancelledSum { get; private set; }

    public int Records => Incoming + Outgoing + Cancelled;

    /// <summary>The balance after the lines counted so far.</summary>
    public long? Balance => Before + IncomingSum - OutgoingSum - CancelledSum;

    public void Add(DepositLineKind kind, long amount)
    {
        switch (kind)
        {
            case DepositLineKind.Outgoing:
                (Outgoing, OutgoingSum) = (Outgoing + 1, OutgoingSum + amount);
                break;
            case DepositLineKind.TakenBack:
                (Cancelled, CancelledSum) = (Cancelled + 1, CancelledSum + amount);
                break;
            default:
                (Incoming, IncomingSum) = (Incoming + 1, IncomingSum + amount);
                break;
        }
    }
}

/// <summary>Where the items of a record stand, for each kind of file. Positions are counted from 1.</summary>
internal abstract class ZenginLayout
{
    private static readonly ZenginLayout Notices = new TransferNoticeLayout();
    private static readonly ZenginLayout Statement = new AccountStatementLayout();

    public abstract DepositFileKind Kind { get; }

    public abstract string Code { get; }

    public abstract int DayAt { get; }

    public abstract int DirectionAt { get; }

    public abstract int AmountAt { get; }

    public abstract int AmountLength { get; }

    public abstract int PayerAt { get; }

    /// <summary>The layout of a 種別コード; null for one that brings no deposits (04 残高通知) or that is unknown.</summary>
    public static ZenginLayout? Of(string code) => code switch { "01" => Notices, "03" => Statement, _ => null };

    public abstract DepositLineKind? KindOf(ZenginRecord data);

    public abstract string InquiryNumber(ZenginRecord data);

    public abstract string PayerCode(ZenginRecord data);

    public abstract string Message(ZenginRecord data);

    public abstract string Origin(ZenginRecord data);

    public abstract string Account(ZenginRecord header);

    public virtual long? BalanceBefore(ZenginRecord header) => null;

    public abstract void CheckTrailer(ZenginRecord trailer, ZenginTotals totals, FaultList faults);

    public virtual void CheckEnd(ZenginRecord end, int records, int accounts, FaultList faults)
    {
    }

    protected static long? Total(ZenginRecord record, DepositColumn column, int from, int until, FaultList faults)
    {
        var number = record.Number(from, until);
        if (number is null)
        {
            faults.Add(record.Fault(column, DepositFaultReason.NotANumber, from, until));
        }

        return number;
    }

    protected static void Compare(ZenginRecord record, DepositColumn column, long expected, int from, int until, FaultList faults)
    {
        if (Total(record, column, from, until, faults) is { } found && found != expected)
        {
            faults.Add(record.Differs(column, expected, found));
        }
    }

    protected static string Join(params ReadOnlySpan<string> parts)
    {
        var texts = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0)
            {
                texts.Add(part);
            }
        }

        return string.Join(' ', texts);
    }

    // A number of nothing but zeros is a field that was not used.
    protected static string Used(string digits) => digits.AsSpan().ContainsAnyExcept('0', ' ') ? digits : "";

    /// <summary>振込入金通知, format A.</summary>
    private sealed class TransferNoticeLayout : ZenginLayout
    {
        public override DepositFileKind Kind => DepositFileKind.TransferNotices;

        public override string Code => "01";

        public override int DayAt => 8;

        public override int DirectionAt => 128;

        public override int AmountAt => 20;

        public override int AmountLength => 10;

        public override int PayerAt => 50;

        public override DepositLineKind? KindOf(ZenginRecord data) => (char)data.Bytes.Span[127] switch
        {
            '1' => DepositLineKind.TakenBack,
            ' ' or '0' => DepositLineKind.Money,
            _ => null,
        };

        public override string InquiryNumber(ZenginRecord data) => Used(data.Text(2, 7));

        public override string PayerCode(ZenginRecord data) => Used(data.Text(40, 49));

        public override string Message(ZenginRecord data) => data.Text(129, 148);

        public override string Origin(ZenginRecord data) => Join(data.Text(98, 112), data.Text(113, 127));

        public override string Account(ZenginRecord header) => Join(header.Text(23, 26), header.Text(42, 44), header.Text(60, 60), header.Text(61, 67));

        // Banks differ in whether the cancelled ones are among the first total.
        public override void CheckTrailer(ZenginRecord trailer, ZenginTotals totals, FaultList faults)
        {
            var count = Total(trailer, DepositColumn.Count, 2, 7, faults);
            var sum = Total(trailer, DepositColumn.Total, 8, 19, faults);
            var all = count == totals.Incoming + totals.Cancelled && sum == totals.IncomingSum + totals.CancelledSum;
            if (count is not null && sum is not null && !all)
            {
                Compare(trailer, DepositColumn.Count, totals.Incoming, 2, 7, faults);
                Compare(trailer, DepositColumn.Total, totals.IncomingSum, 8, 19, faults);
            }

            Compare(trailer, DepositColumn.OutgoingCount, totals.Cancelled, 20, 25, faults);
            Compare(trailer, DepositColumn.OutgoingTotal, totals.CancelledSum, 26, 37, faults);
        }
    }

    /// <summary>入出金取引明細, for 普通, 当座 and 貯蓄.</summary>
    private sealed class AccountStatementLayout : ZenginLayout
    {
        public override DepositFileKind Kind => DepositFileKind.AccountStatement;

        public override string Code => "03";

        public override int DayAt => 10;

        public override int DirectionAt => 22;

        public override int AmountAt => 25;

        public override int AmountLength => 12;

        public override int PayerAt => 82;

        // 取引区分 19 is 訂正: money that was booked as incoming leaves again.
        public override DepositLineKind? KindOf(ZenginRecord data) => (char)data.Bytes.Span[21] switch
        {
            '1' => DepositLineKind.Money,
            '2' when data.Text(23, 24) == "19" => DepositLineKind.TakenBack,
            '2' => DepositLineKind.Outgoing,
            _ => null,
        };

        public override string InquiryNumber(ZenginRecord data) => Used(data.Text(2, 9));

        public override string PayerCode(ZenginRecord data) => Used(data.Text(72, 81));

        public override string Message(ZenginRecord data) => Join(data.Text(180, 199), data.Text(160, 179));

        public override string Origin(ZenginRecord data) => Join(data.Text(130, 144), data.Text(145, 159));

        public override string Account(ZenginRecord header) => Join(header.Text(23, 26), header.Text(42, 44), header.Text(63, 63), header.Text(64, 73));

        public override long? BalanceBefore(ZenginRecord header) => Signed(header.Number(116, 129), header.Text(114, 114));

        public override void CheckTrailer(ZenginRecord trailer, ZenginTotals totals, FaultList faults)
        {
            Compare(trailer, DepositColumn.Count, totals.Incoming, 2, 7, faults);
            Compare(trailer, DepositColumn.Total, totals.IncomingSum, 8, 20, faults);
            Compare(trailer, DepositColumn.OutgoingCount, totals.Outgoing + totals.Cancelled, 21, 26, faults);
            Compare(trailer, DepositColumn.OutgoingTotal, totals.OutgoingSum + totals.CancelledSum, 27, 39, faults);
            Compare(trailer, DepositColumn.RecordCount, totals.Records, 55, 61, faults);
            var after = Signed(Total(trailer, DepositColumn.Balance, 41, 54, faults), trailer.Text(40, 40));
            if (totals.Balance is { } computed && after is { } told && computed != told)
            {
                faults.Add(trailer.Differs(DepositColumn.Balance, computed, told));
            }
        }

        // Whether the end record counts itself differs among banks.
        public override void CheckEnd(ZenginRecord end, int records, int accounts, FaultList faults)
        {
            if (Total(end, DepositColumn.RecordCount, 2, 11, faults) is { } count && count != records && count != records - 1)
            {
                faults.Add(end.Differs(DepositColumn.RecordCount, records, count));
            }

            Compare(end, DepositColumn.AccountCount, accounts, 12, 16, faults);
        }

        private static long? Signed(long? balance, string sign) => sign == "2" ? -balance : balance;
    }
}
