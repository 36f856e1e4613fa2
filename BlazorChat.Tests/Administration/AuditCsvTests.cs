using BlazorChat.Core.Audit;
using BlazorChat.Core.Security;
using BlazorChat.Tests.Browser;

namespace BlazorChat.Tests.Administration;

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData("mika", "mika")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t'=1")] // Also where a tab ends a cell.
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("x;=1+cmd|'/c calc'!A0", "x;'=1+cmd|'/c calc'!A0")] // Some spreadsheets end a cell there.
    [InlineData("x; \t@SUM(A1)", "x; \t'@SUM(A1)")]
    [InlineData("  =1", "  '=1")]
    [InlineData("4 → -8", "4 → -8")]
    public void Cell_OfAnything_IsOneCellAndNoFormula(string text, string cell) => Assert.Equal(cell, AuditCsv.Cell(text));

    [Fact]
    public void Line_OfARow_HasTheColumnsOfTheHeader()
    {
        var (id, subject) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var row = new AuditView(Guid.CreateVersion7(), new DateTimeOffset(2026, 11, 21, 5, 7, 8, 90, TimeSpan.FromHours(1)), ActorKind.CommandLine, AuditActions.AccountDisabled)
        {
            ActorId = id, ActorName = "ada", SubjectId = subject, SubjectName = "bob", Address = "::1", Details = "why, not",
        };

        Assert.Equal($"2026-11-21T04:07:08.090000Z,command_line,ada,{id},account_disabled,bob,{subject},::1,\"why, not\"\r\n", AuditCsv.Line(row));
        Assert.Equal(9, AuditCsv.Header.Split(',').Length);
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("Grüße 漢字 👩‍👩‍👧", "Grüße 漢字 👩‍👩‍👧")]
    [InlineData("a\u0007b\u007f\u009b2J", "a␇b␡⟨009B⟩2J")]
    [InlineData("\u2066x\u2069\u200e\u2028\ufeff", "⟨2066⟩x⟨2069⟩⟨200E⟩⟨2028⟩⟨FEFF⟩")]
    public void Readable_OfWhatCannotBeSeen_ShowsASignForIt(string text, string shown) => Assert.Equal(shown, AuditText.Readable(text));

    [Fact]
    public void Actions_HaveAText() => Assert.All(AuditActions.All, action => Assert.NotEmpty(Words.Of("Audit_" + action)));

    [Fact]
    public void OfDays_InAZone_BeginsAndEndsAtItsMidnight()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(9), "east", "east");
        var filter = AuditFilter.All.OfDays(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1), zone);

        Assert.Equal((new DateTimeOffset(2026, 2, 28, 15, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 15, 0, 0, TimeSpan.Zero)), (filter.From, filter.Before));
        Assert.Equal(AuditFilter.All, AuditFilter.All.OfDays(DateOnly.MinValue, DateOnly.MaxValue, zone)); // The ends of the calendar are no condition.
    }
}
