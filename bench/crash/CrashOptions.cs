using System.Globalization;

namespace BlazorChat.Bench.Crash;

/// <summary>What to run.</summary>
internal sealed record CrashOptions
{
    private const string Usage = """
        Kills a server in the middle of its answers, starts it again, and looks for what was lost.

          --streams N      answers at a time (200)
          --rounds N       kills a database (5)
          --database D     sqlite, postgres or both (both where BLAZORCHAT_TEST_POSTGRES is set, else sqlite)
          --after A-B      kill at a random moment between A and B ms after the last send (2000-5000)
          --send-path      kill at a random moment of a random send instead, then send it again under its key
          --seed N         of the random moments (1)
          --server PATH    BlazorChat.Web.dll (BlazorChat.Web/bin/Release/net10.0)
        """;

    public int Streams { get; private set; } = 200;

    public int Rounds { get; private set; } = 5;

    public IReadOnlyList<string> Databases { get; private set; } = Environment.GetEnvironmentVariable("BLAZORCHAT_TEST_POSTGRES") is null ? ["sqlite"] : ["sqlite", "postgres"];

    public int KillAfterMin { get; private set; } = 2000;

    public int KillAfterMax { get; private set; } = 5000;

    public bool KillsInSendPath { get; private set; }

    public int Seed { get; private set; } = 1;

    public string Server { get; private set; } = Path.Combine("BlazorChat.Web", "bin", "Release", "net10.0", "BlazorChat.Web.dll");

    public static bool TryParse(string[] args, out CrashOptions options)
    {
        options = new CrashOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--send-path")
            {
                options.KillsInSendPath = true;
                continue;
            }

            if (i + 1 == args.Length || !options.Set(args[i], args[++i]))
            {
                Console.Error.WriteLine(Usage);
                return false;
            }
        }

        return true;
    }

    private bool Set(string name, string value)
    {
        var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        switch (name)
        {
            case "--streams" when isNumber: Streams = number; return true;
            case "--rounds" when isNumber: Rounds = number; return true;
            case "--seed" when isNumber: Seed = number; return true;
            case "--database": Databases = value == "both" ? ["sqlite", "postgres"] : [value]; return true;
            case "--server": Server = value; return true;
            case "--after" when value.Split('-') is [var from, var to]:
                KillAfterMin = int.Parse(from, CultureInfo.InvariantCulture);
                KillAfterMax = int.Parse(to, CultureInfo.InvariantCulture);
                return true;
            default: return false;
        }
    }
}
