using System.Globalization;
using MemberHub.Domain;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>
/// The 200-byte files in which Japanese banks report incoming money (全銀フォーマット): 振込入金通知 (種別 01, format A) and 入出金取引明細 (種別 03).
/// Header, data, trailer and end are checked against each other.
/// </summary>
public static class ZenginFile
{
    /// <summary>Whether a file looks like one, so that another reader need not be tried: it begins with a header record.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> bytes) => bytes.Length >= 3 && bytes[0] == (byte)'1' && bytes[1] == (byte)'0' && bytes[2] is >= (byte)'1' and <= (byte)'9';

    /// <summary>Reads the file, or refuses it whole with <see cref="DepositFileFaulty"/>. The years of its dates have come by <paramref name="today"/>.</summary>
    public static Result<DepositFileContent> Read(ReadOnlyMemory<byte> bytes, DateOnly today)
    {
        var faults = new FaultList();
        var records = ZenginRecords.Cut(bytes, faults);
        var reading = new Reading(today, faults);
        foreach (var record in records)
        {
            if (!record.Bytes.IsEmpty)
            {
                reading.Take(record);
            }
        }

        reading.End(records.Count);
        return faults.Or(reading.Content);
    }

    private sealed class Reading(DateOnly today, FaultList faults)
    {
        private readonly List<DepositLine> lines = [];
        private readonly List<string> accounts = [];
        private readonly LineKeys keys = new("z");
        private ZenginLayout? layout;
        private ZenginTotals totals = new();
        private string account = "";
        private char last = ' ';
        private int records;
        private int dataRecords;

        public void Take(ZenginRecord record)
        {
            records = record.Row;
            var follows = (last, record.Type) switch
            {
                (' ' or '8', '1') or ('1' or '2', '2' or '8') or ('8', '9') => true,
                _ => false,
            };
            if (record.Type is not ('1' or '2' or '8' or '9'))
            {
                faults.Add(record.Fault(DepositColumn.RecordType, DepositFaultReason.Unknown, 1, 1));
                return;
            }

            if (!follows)
            {
                faults.Add(record.Fault(DepositColumn.RecordType, DepositFaultReason.OutOfPlace, 1, 1));
            }

            last = record.Type;
            switch (record.Type)
            {
                case '1':
                    Begin(record);
                    break;
                case '2' when layout is not null:
                    dataRecords++;
                    Read(record, layout);
                    break;
                case '8' when layout is not null:
                    layout.CheckTrailer(record, totals, faults);
                    break;
                case '9' when layout is not null:
                    layout.CheckEnd(record, records, accounts.Count, faults);
                    break;
                default:
                    break;
            }
        }

        public void End(int count)
        {
            if (last != '9')
            {
                faults.Add(new DepositFault(Math.Max(1, count), DepositColumn.RecordType, DepositFaultReason.Missing));
            }
        }

        public DepositFileContent Content() => new(layout!.Kind, accounts, lines);

        private void Begin(ZenginRecord record)
        {
            var found = ZenginLayout.Of(record.Text(2, 3));
            if (found is null || (layout is not null && found != layout))
            {
                faults.Add(record.Fault(DepositColumn.FileType, DepositFaultReason.NotSupported, 2, 3));
            }

            if (record.Bytes.Span[3] != (byte)'0')
            {
                faults.Add(record.Fault(DepositColumn.CodeType, DepositFaultReason.NotSupported, 4, 4));
            }

            layout ??= found;
            totals = new ZenginTotals { Before = layout?.BalanceBefore(record) };
            account = layout?.Account(record) ?? "";
            accounts.Add(account);
        }

        private void Read(ZenginRecord record, ZenginLayout form)
        {
            var day = record.Day(form.DayAt, today);
            if (day is null)
            {
                faults.Add(record.Fault(DepositColumn.Day, DepositFaultReason.NotADay, form.DayAt, form.DayAt + 5));
            }

            var kind = form.KindOf(record);
            if (kind is null)
            {
                faults.Add(record.Fault(DepositColumn.Direction, DepositFaultReason.Unknown, form.DirectionAt, form.DirectionAt));
            }

            var amount = Amount(record, form);
            var (payer, message, origin) = (record.Text(form.PayerAt, form.PayerAt + 47), form.Message(record), form.Origin(record));
            if (!ZenginRecord.IsReadable(payer + message + origin))
            {
                faults.Add(record.Fault(DepositColumn.Text, DepositFaultReason.Unreadable, form.PayerAt, form.PayerAt + 47));
            }

            if (day is null || kind is null || amount is null)
            {
                return;
            }

            totals.Add(kind.Value, amount.Value);
            var inquiry = form.InquiryNumber(record);
            lines.Add(new DepositLine
            {
                Row = record.Row,
                Kind = kind.Value,
                Day = day.Value,
                Amount = new Yen(amount.Value),
                Payer = payer,
                PayerCode = form.PayerCode(record),
                Message = message,
                Origin = origin,
                Account = account,
                IsNumbered = inquiry.Length > 0,
                BalanceAfter = totals.Balance,
                Key = keys.Of(
                    "", form.Code, account, inquiry, day.Value.ToString("O", CultureInfo.InvariantCulture), kind.Value.ToString(),
                    amount.Value.ToString(CultureInfo.InvariantCulture), payer, message, origin),
            });
        }

        private long? Amount(ZenginRecord record, ZenginLayout form)
        {
            var amount = record.Number(form.AmountAt, form.AmountAt + form.AmountLength - 1);
            if (amount is null)
            {
                faults.Add(record.Fault(DepositColumn.Amount, DepositFaultReason.NotANumber, form.AmountAt, form.AmountAt + form.AmountLength - 1));
            }
            else if (amount == 0)
            {
                faults.Add(record.Fault(DepositColumn.Amount, DepositFaultReason.NotPositive, form.AmountAt, form.AmountAt + form.AmountLength - 1));
                return null;
            }

            return amount;
        }
    }
}
