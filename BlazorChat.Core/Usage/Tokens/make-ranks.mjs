// Makes o200k_base.ranks.br from the npm package js-tiktoken:
//   npm pack js-tiktoken@1.0.21 && tar xzf js-tiktoken-1.0.21.tgz && node make-ranks.mjs package
// One byte with the length and then the bytes of each token, in the order of the ranks, compressed with Brotli.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const { default: ranks } = await import(pathToFileURL(resolve(process.argv[2], 'dist/ranks/o200k_base.js')));
const tokens = [];
for (const line of ranks.bpe_ranks.split('\n').filter(Boolean)) {
  const [, first, ...rest] = line.split(' ');
  rest.forEach((token, index) => { tokens[Number(first) + index] = Buffer.from(token, 'base64'); });
}
const bytes = Buffer.concat(tokens.flatMap((token) => [Buffer.from([token.length]), token]));
const packed = brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
});
writeFileSync(new URL('o200k_base.ranks.br', import.meta.url), packed);
console.log(`${tokens.length} tokens, ${bytes.length} bytes, ${packed.length} compressed, sha256 ${createHash('sha256').update(packed).digest('hex')}`);
