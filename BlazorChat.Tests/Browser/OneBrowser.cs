namespace BlazorChat.Tests.Browser;

/// <summary>One browser and one server for all tests that need no other, one test after the other and none beside other tests: some measure time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneBrowser : ICollectionFixture<BrowserRun>
{
    public const string Name = "Browser";
}
