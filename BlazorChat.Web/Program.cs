using BlazorChat.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(HostFolder.Options(args));
    builder.AddBlazorChat();
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
