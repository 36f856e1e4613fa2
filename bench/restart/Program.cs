using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BlazorChat.Bench.Crash;
using BlazorChat.Bench.Restart;

// How long a start takes with much in the database, and a page of a long session. bench/restart/run.sh calls it.
const int Total = 100_000;
const int Long = 5_000;
const int Short = 50;
const int Usual = 100;

if (args is not [var program, .. var databases])
{
    Console.Error.WriteLine("restart BlazorChat.Web.dll sqlite|postgres…");
    return 2;
}

Console.WriteLine("| database | messages | start to ready, ms (min / median / max of 5) | page of 50, ms (min / median / max of 20) | page of 5,000 |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var database in databases)
{
    await using var store = await Store.CreateAsync(database);
    var url = $"http://127.0.0.1:{FreePort()}";
    using var server = new Server(program, url, store.Environment);
    using var person = new Person(url);
    var starts = new List<double>();
    await server.StartAsync();
    await person.RegisterAsync();
    for (var i = 0; i < 5; i++)
    {
        server.Kill();
        starts.Add((await server.StartAsync()).TotalMilliseconds);
    }

    Console.WriteLine($"| {store.Name} | 0 | {Spread(starts)} | | |");
    server.Kill();
    var (small, large) = await FillAsync(store);
    starts.Clear();
    for (var i = 0; i < 5; i++)
    {
        starts.Add((await server.StartAsync()).TotalMilliseconds);
        if (i < 4) server.Kill();
    }

    await TimesAsync(person, small, 10); // Compiles what is compiled at first use.
    await TimesAsync(person, large, 10);
    Console.WriteLine($"| {store.Name} | {Total.ToString("N0", CultureInfo.InvariantCulture)} | {Spread(starts)} | {Spread(await TimesAsync(person, small, 20))} | {Spread(await TimesAsync(person, large, 20))} |");
}

return 0;

static async Task<(Guid Small, Guid Large)> FillAsync(Store store)
{
    await using var connection = await store.OpenAsync();
    var filling = new Filling(connection, await store.ReadOwnerAsync());
    var large = await filling.AddSessionAsync(Long);
    for (var left = Total - Long - Short; left > 0; left -= Usual) await filling.AddSessionAsync(Math.Min(left, Usual));
    return (await filling.AddSessionAsync(Short), large);
}

static async Task<List<double>> TimesAsync(Person person, Guid session, int count)
{
    var times = new List<double>();
    for (var i = 0; i < count; i++)
    {
        var watch = Stopwatch.StartNew();
        var page = await person.GetAsync($"/s/{session}");
        times.Add(watch.Elapsed.TotalMilliseconds);
        if (!page.Contains("A generation belongs to the server", StringComparison.Ordinal)) throw new InvalidOperationException("The page does not show the messages.");
    }

    return times;
}

static string Spread(List<double> values)
{
    var sorted = values.Order().ToList();
    return string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0} / {(sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2:0} / {sorted[^1]:0}");
}

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
