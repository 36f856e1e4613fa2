using BlazorChat.Core.Usage;
using BlazorChat.Core.Usage.Tokens;

namespace BlazorChat.Tests.Usage;

/// <summary>The expected counts are those of js-tiktoken 1.0.21 with <c>o200k_base</c>.</summary>
public sealed class TokenCounterTests
{
    [Theory]
    [InlineData(23, "The quick brown fox doesn't jump; it's WE'LL who've JUMPED over I'm-the-lazy dog's back.")]
    [InlineData(21, "Fußgängerübergänge überqueren schließlich größere Straßen; Ärger gäb's genug.")]
    [InlineData(13, "人工智能正在改变世界，我们需要谨慎地使用它。")]
    [InlineData(18, "الذكاء الاصطناعي يغير العالم بسرعة ك\u064eب\u0650ير\u064eة.")]
    [InlineData(13, "क\u0943त\u094dर\u093fम ब\u0941द\u094dध\u093fमत\u094dत\u093e द\u0941न\u093fय\u093e क\u094b बदल रह\u0940 ह\u0948।")]
    [InlineData(19, "Съешь же ещё этих мягких французских булок, да выпей чаю.")]
    [InlineData(14, "ป\u0e31ญญาประด\u0e34ษฐ\u0e4cกำล\u0e31งเปล\u0e35\u0e48ยนโลก")]
    [InlineData(24, "👍🏽 👨\u200d👩\u200d👧\u200d👦 🇩🇪 😀😀😀 text😀text")]
    [InlineData(44, "𝒜𝓁𝓅𝒽𝒶 𠮷野家 𐐀𐐨 𝟘𝟙𝟚𝟛")]
    [InlineData(35, "public static int Add(int a, int b)\n{\n    // sum\n\treturn a + b; // => 3\n}\nHTTPServer camelCase snake_case XMLHttpRequest2")]
    [InlineData(13, "a  b   c\t\td \t e\u00a0\u3000f      ")]
    [InlineData(12, "one\r\ntwo\n\nthree\r\r\n   four\n  \n\n five  \r\n")]
    [InlineData(40, "1 12 123 1234 12345678 3.14159 1,000,000 ½ Ⅷ ٣٤٥٦ 2026-11-20")]
    [InlineData(30, "!!!??? ...--- https://example.org/a/b//c?d=e&f=%20 [x](y) ***\n///\n$$ {}<>")]
    [InlineData(21, "<|endoftext|> and <|endofprompt|> <|im_start|>")]
    [InlineData(20, "e\u0301a\u0308 \u0301\u0301 A\u0301BC ʰello ÉÀ中ABC中def")]
    [InlineData(27, "ABCdef ABC中 ǅungla ǈ McDonald'S they'Re 'tis ''s x'LLy x'D")]
    [InlineData(10, "\u0000\u0001\u200b\u200d\u2060\u202e\u2028x\u2029")]
    public void Count_OfAText_IsThatOfTheReference(int expected, string text) => Assert.Equal(expected, TokenCounter.Count(text));

    [Theory]
    [InlineData(3, " ", 100, "x")]
    [InlineData(4, "\n", 50, "")]
    [InlineData(66, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", 3, "")]
    [InlineData(125, "a", 1000, "")]
    [InlineData(200, "😀", 200, "")]
    [InlineData(150, "Ünïcödé", 30, "")]
    public void Count_OfOneThingAgainAndAgain_IsThatOfTheReference(int expected, string text, int times, string end) =>
        Assert.Equal(expected, TokenCounter.Count(string.Concat(Enumerable.Repeat(text, times)) + end));

    [Fact]
    public void Count_OfHalvesOfPairs_IsThatOfReplacementCharacters()
    {
        Assert.Equal(5, TokenCounter.Count("a\ud83d b\ude00 \ud83d\ud83d"));
        Assert.InRange(TokenCounter.Count(new string('\ud83d', 100_000)), 1, 300_000);
    }

    [Fact]
    public void Count_OfNothing_IsZero() => Assert.Equal(0, TokenCounter.Count(""));

    /// <summary>Whether a piece is searched or put into a heap must make no difference.</summary>
    [Fact]
    public void Count_OfPiecesOfEveryLength_GrowsByOneAtMostWithEachLetter()
    {
        var counts = Enumerable.Range(1, 200).Select(length => TokenCounter.Count(string.Concat(Enumerable.Repeat("xqz", 70))[..length])).ToList();

        Assert.All(counts.Zip(counts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -1, 1));
    }

    /// <summary>Each of these is one piece for the pattern; what takes the square of the length would not end here.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\r\n ")]
    [InlineData("😀")]
    [InlineData("中")]
    [InlineData("\u0301")]
    [InlineData("!")]
    [InlineData("'s")]
    [InlineData("7")]
    [InlineData("aB")]
    public void Count_OfHundredsOfThousandsOfOneThing_IsBetweenOneAndItsBytes(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 200_000));

        Assert.InRange(TokenCounter.Count(text), 1, System.Text.Encoding.UTF8.GetByteCount(text));
    }

    [Fact]
    public void Count_OfAPieceThatIsCut_IsThatOfItsParts()
    {
        var part = TokenCounter.Count(new string('a', TokenCounter.MaxPiece));

        Assert.Equal(10 * part, TokenCounter.Count(new string('a', 10 * TokenCounter.MaxPiece)));
    }

    [Fact]
    public void Ranks_Loaded_AreAllFoundAgain()
    {
        var ranks = TokenRanks.O200K;

        Assert.Equal(199_998, ranks.Count);
        Assert.Equal((0, 255), (ranks.Find("!"u8), ranks.Find([173])));
        Assert.Equal(TokenRanks.None, ranks.Find("xqzxqz"u8));
        Assert.Equal(TokenRanks.None, ranks.Find(new byte[1000]));
    }

    [Fact]
    public async Task Count_FromManyThreads_IsAlwaysTheSame()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await Task.Yield();
            return TokenCounter.Count("The same text for everybody, 1234567 times.");
        }));

        Assert.Single(counts.Distinct());
    }

    [Fact]
    public void Estimate_OfALongText_IsNearTheWholeCount()
    {
        var text = string.Concat(Enumerable.Repeat("A sentence of eight words stands here again. ", 12_000));

        Assert.InRange(TokenEstimate.Of(text), 0.99 * TokenCounter.Count(text), 1.01 * TokenCounter.Count(text));
        Assert.True(text.Length > TokenEstimate.MaxCounted);
    }
}
