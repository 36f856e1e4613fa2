// What the scripted provider says, by a word of the question.
const blog = `## 1. Freeze, then export

Stop editing for a day and export every post **with its original URL**. Keep the export in a repository: it is your way back.

## 2. Compare every URL before anyone sees it

Crawl the old site once and ask the new one for the same paths. Anything that is not \`200\` or a deliberate \`301\` is a bug you would otherwise ship:

\`\`\`bash
# every path of the old site, asked of the new one
while read -r path; do
  code=$(curl -s -o /dev/null -w '%{http_code}' "https://new.example$path")
  [ "$code" = 200 ] || echo "$code $path"
done < old-urls.txt
\`\`\`

| Kind of URL | Count | Kept by |
| :-- | --: | :-- |
| Posts and pages | 418 | same path |
| Feeds and sitemaps | 6 | same path |
| Images still linked from elsewhere | 1,204 | redirect |

## 3. Comments become part of the page

- [x] Export them once, with the author's name and date
- [x] Render the thread at build time
- [ ] Replies keep their order, because each one names its parent[^1]

Then switch DNS with a low TTL, and keep the VPS for two weeks.

[^1]: Sort by date within one parent, and only then.`;

const maths = `The normal distribution comes from one integral:

$$\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}$$

Scale it by \\(\\sigma\\) and move it by \\(\\mu\\), and the density is

$$f(x) = \\frac{1}{\\sigma\\sqrt{2\\pi}}\\; e^{-\\frac{1}{2}\\left(\\frac{x-\\mu}{\\sigma}\\right)^2}$$

A ticket at $12 and one at $15 stay prices. The same as a picture of the work:

\`\`\`mermaid
flowchart LR
  A[Samples] --> B{Independent?}
  B -- yes --> C[Central limit theorem]
  B -- no --> D[Look at the dependence]
  C --> E[Normal distribution]
\`\`\`

And as code:

\`\`\`python
from math import exp, pi, sqrt

def density(x: float, mean: float = 0, deviation: float = 1) -> float:
    """The normal density at x."""
    z = (x - mean) / deviation
    return exp(-z * z / 2) / (deviation * sqrt(2 * pi))
\`\`\``;

const short = "Yes: an index on `lower(email)` is used only by a query that says `lower(email)` too. Write the expression the same way in both, or use a `citext` column.";

/** `{text, reasoning, slowly, fails}` */
export function answerTo(question) {
  if (/blog/.test(question)) return { text: blog, reasoning: "Old URLs first: what is linked must not die. Then the comments, which live in a database that goes away." };
  if (/normal distribution/.test(question)) return { text: maths };
  if (/release notes/i.test(question)) return { text: blog, slowly: true };
  if (/lease/.test(question)) return { fails: true };
  return { text: short };
}
