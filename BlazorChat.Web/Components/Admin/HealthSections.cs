using System.Globalization;
using BlazorChat.Core.Administration;
using BlazorChat.Core.Settings;
using BlazorChat.Web.Components.Settings.Connections;
using BlazorChat.Web.Resources;
using Microsoft.Extensions.Localization;

namespace BlazorChat.Web.Components.Admin;

/// <summary>The reader's words for how the server is.</summary>
internal sealed class HealthSections(IStringLocalizer<Texts> texts, TimeZoneInfo zone)
{
    /// <summary>All parts in their order.</summary>
    public IReadOnlyList<HealthSection> Of(HealthReport report) =>
    [
        OfPart("database", texts["HealthDatabase"], report.Database, facts => new(StatusTone.Good, texts["HealthAnswers"]), Database),
        Journal(report.Journal, report.At),
        OfPart("queue", texts["HealthQueue"], report.Queue, facts => new(StatusTone.Good, facts.Running + facts.Queued == 0 ? texts["HealthIdle"] : texts["HealthWorking"]), Queue),
        OfPart("disk", texts["HealthDisk"], report.Disk, facts => facts.IsLow ? new(StatusTone.Warn, texts["HealthDiskLow"]) { Text = texts["HealthDiskLowText"] } : new(StatusTone.Good, texts["HealthDiskEnough"]), Disk),
        Connections(report.Connections, report.At),
        Process(report.Process),
        Network(report.Notes),
    ];

    private HealthSection OfPart<T>(string name, string title, HealthPart<T> part, Func<T, ConnectionStatus> status, Func<T, IReadOnlyList<HealthFact>> facts)
        where T : class => part switch
        {
            { Facts: { } known } => new(name, title, status(known), facts(known)),
            { Failure: HealthFailure.Slow } => new(name, title, new(StatusTone.Bad, texts["HealthSlow"]) { Text = texts["HealthSlowText"] }, []),
            _ => new(name, title, new(StatusTone.Bad, texts["HealthFailed"]) { Text = texts["HealthFailedText"] }, []),
        };

    private IReadOnlyList<HealthFact> Database(DatabaseFacts facts) =>
    [
        new(texts["HealthKind"], $"{(facts.Kind == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL")} {facts.Version}"),
        new(texts["HealthPlace"], facts.Place),
        new(texts["HealthSize"], ByteText.Of(facts.Bytes)),
        new(texts["HealthPing"], Precisely(facts.Ping)),
    ];

    private HealthSection Journal(JournalFacts facts, DateTimeOffset now) => new("journal", texts["HealthJournal"], facts switch
    {
        { IsFailing: true } => new(StatusTone.Bad, texts["HealthJournalFails"]) { Text = texts["HealthJournalFailsText"] },
        { IsLate: true } => new(StatusTone.Warn, texts["HealthJournalLate"]) { Text = texts["HealthJournalLateText"] },
        _ => new(StatusTone.Good, texts["HealthJournalWorks"]),
    },
    [
        new(texts["HealthLag"], facts.Lag is { } lag ? Precisely(lag) : texts["HealthNothingWaits"]),
        new(texts["HealthCommitted"], facts.CommittedAt is { } at ? texts["HealthAgo", Span(now - at)] : texts["HealthNotYet"]),
    ]);

    private IReadOnlyList<HealthFact> Queue(QueueFacts facts) =>
    [
        new(texts["HealthRunning"], Number(facts.Running)),
        new(texts["HealthQueued"], facts.Pending > 0 ? texts["HealthQueuedOf", facts.Queued, facts.Pending] : Number(facts.Queued)),
        new(texts["HealthHeld"], Number(facts.Held)),
        new(texts["HealthOldest"], facts.Oldest is { } oldest ? Span(oldest) : texts["HealthNothingWaits"]),
    ];

    private IReadOnlyList<HealthFact> Disk(DiskFacts facts) =>
    [
        new(texts["HealthFree"], texts["HealthFreeOf", ByteText.Of(facts.FreeBytes), ByteText.Of(facts.TotalBytes), facts.TotalBytes == 0 ? 0 : (double)facts.FreeBytes / facts.TotalBytes]),
        new(texts["HealthFolder"], facts.Folder),
    ];

    private HealthSection Connections(IReadOnlyList<ConnectionFacts> connections, DateTimeOffset now)
    {
        var facts = connections.Select(connection => Connection(connection, now)).ToList();
        var failing = facts.Count(fact => fact.Tone == StatusTone.Bad);
        return new("connections", texts["ServerConnections"], failing == 0 ? new(StatusTone.Good, texts["HealthConnectionsWork"]) : new(StatusTone.Warn, texts["HealthConnectionsFail", failing]), facts);
    }

    private HealthFact Connection(ConnectionFacts facts, DateTimeOffset now)
    {
        var state = facts.State;
        var asked = state.CheckedAt is { } at ? texts["CheckedAt", TimeZoneInfo.ConvertTime(at, zone)].Value : null;
        if (facts.PausedUntil is { } until && until > now) return new(state.Name, texts["HealthPaused", Span(until - now)]) { Tone = StatusTone.Bad, Text = Problem(state) ?? texts["HealthPausedText"].Value };
        if (state.ErrorCode is not null) return new(state.Name, Joined(texts["ConnectionFails"], asked)) { Tone = StatusTone.Bad, Text = Problem(state) };
        if (state.CheckedAt is null) return new(state.Name, texts["ConnectionNotAsked"]);
        var latency = state.Latency is { } took ? ConnectionTexts.Latency(texts, took) : null;
        return new(state.Name, Joined(ConnectionTexts.Models(texts, state.Models), latency, asked)) { Tone = StatusTone.Good };
    }

    private string? Problem(Core.Providers.ConnectionState state) =>
        state.ErrorCode is { } code ? ConnectionTexts.OfProblem(texts, code, state.ErrorReason, state.Error, state.Name) : null;

    private HealthSection Process(ProcessFacts facts) => new("process", texts["HealthProcess"], new(StatusTone.Good, texts["HealthUp", Span(facts.Uptime)]),
    [
        new(texts["HealthVersion"], $"BlazorChat {facts.Version}"),
        new(texts["HealthRuntime"], facts.Runtime),
        new(texts["HealthSystem"], facts.System),
        new(texts["HealthMemory"], texts["HealthMemoryOf", ByteText.Of(facts.MemoryBytes), ByteText.Of(facts.HeapBytes)]),
        new(texts["HealthPages"], Number(facts.OpenPages)),
    ]);

    private HealthSection Network(IReadOnlyList<NetworkNote> notes) => new(
        "network", texts["HealthNetwork"], notes.Any(note => note.IsWarning) ? new(StatusTone.Warn, texts["HealthNetworkWarn"]) : new(StatusTone.Good, texts["HealthNetworkGood"]), [.. notes.Select(Note)]);

    private HealthFact Note(NetworkNote note)
    {
        var (name, text) = note.Code switch
        {
            NetworkNote.PlainHttp => ("HealthListening", "HealthPlainHttpText"),
            NetworkNote.Listening => ("HealthListening", null),
            NetworkNote.AnyHost => ("HealthHosts", note.IsWarning ? "HealthAnyHostText" : null),
            NetworkNote.Hosts => ("HealthHosts", null),
            _ => ("HealthProxies", (string?)null),
        };
        var value = note.Code switch { NetworkNote.AnyHost => texts["HealthAnyHost"], NetworkNote.NoProxy => texts["HealthNoProxy"], _ => note.Detail };
        return new(texts[name], value) { Tone = note.IsWarning ? StatusTone.Warn : StatusTone.Off, Text = text is null ? null : texts[text].Value };
    }

    private string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => texts["SpanDays", (int)span.TotalDays],
        { TotalHours: >= 2 } => texts["SpanHours", (int)span.TotalHours],
        { TotalMinutes: >= 2 } => texts["SpanMinutes", (int)span.TotalMinutes],
        _ => texts["SpanSeconds", Math.Max(0, (int)span.TotalSeconds)],
    };

    private string Precisely(TimeSpan span) => span < TimeSpan.FromMilliseconds(1) ? texts["HealthUnderMillisecond"] : ConnectionTexts.Latency(texts, span);

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string Joined(params string?[] parts) => string.Join(" · ", parts.OfType<string>());
}
