using BlazorChat.Web.CommandLine;
using BlazorChat.Web.Hosting;

if (Verbs.IsAsked(args)) return await Verbs.RunAsync(args);
try
{
    var builder = WebApplication.CreateBuilder(HostFolder.Options(Verbs.ServerArguments(args)));
    builder.AddBlazorChat();
    builder.Services.AddCommandLine();
    var app = builder.Build();
    app.UseBlazorChat();
    return await app.RunUntilStoppedAsync();
}
catch (Exception exception) when (StartFailure.Describe(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>The program.</summary>
public partial class Program;
