using System.Globalization;

namespace BlazorChat.Bench.Streaming;

/// <summary>What to measure.</summary>
internal sealed record StreamingOptions
{
    private const string Usage = """
        Streams answers from a scripted provider through the published server to pages without a browser, and measures.

          --answers N,N,…       answers at a time (1,50,200)
          --tokens N            of an answer (2000)
          --rate N              tokens a second (50)
          --compression         with and without WebSocket compression
          --long                one answer at a time instead: 1,000 to 200,000 characters of prose, code, list and table
          --serve               nothing is measured: serves until a line comes in, for a browser
          --set NAME=VALUE      a setting of the server; may be repeated
          --program FOLDER      what deploy/publish.sh made
          --probe FILE          probe.dll
        """;

    public IReadOnlyList<int> Answers { get; private set; } = [1, 50, 200];

    public int Tokens { get; private set; } = 2000;

    public int Rate { get; private set; } = 50;

    public bool ComparesCompression { get; private set; }

    public bool IsLong { get; private set; }

    public bool OnlyServes { get; private set; }

    public Dictionary<string, string> Settings { get; } = [];

    public string Program { get; private set; } = "";

    public string Probe { get; private set; } = "";

    public static bool TryParse(string[] args, out StreamingOptions options)
    {
        options = new StreamingOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--compression") options.ComparesCompression = true;
            else if (args[i] == "--long") options.IsLong = true;
            else if (args[i] == "--serve") options.OnlyServes = true;
            else if (i + 1 == args.Length || !options.Set(args[i], args[++i]))
            {
                Console.Error.WriteLine(Usage);
                return false;
            }
        }

        return true;
    }

    private bool Set(string name, string value)
    {
        switch (name)
        {
            case "--answers": Answers = [.. value.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture))]; return true;
            case "--tokens": Tokens = int.Parse(value, CultureInfo.InvariantCulture); return true;
            case "--rate": Rate = int.Parse(value, CultureInfo.InvariantCulture); return true;
            case "--set" when value.Split('=', 2) is [var key, var setting]: Settings[key] = setting; return true;
            case "--program": Program = Path.Combine(value, "BlazorChat.Web.dll"); return true;
            case "--probe": Probe = value; return true;
            default: return false;
        }
    }
}
