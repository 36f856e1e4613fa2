#!/usr/bin/env bash
# Makes the list of common passwords that no account may have: of an npm package of exactly this version and these bytes, whose list is
# ordered by how often each was found in leaks, all that are long enough to be tried at all. Compressed, because it is embedded in the
# program. Nothing is fetched when the program is built or run. Needs npm and node; no script of a package is run.
#
#   deploy/passwords.sh
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

package=@zxcvbn-ts/language-common
version=4.1.3 # MIT
hash=bf3027c16c069d7877e25dc8751bc819e10e479afcc5ee1a323eb2ab73129ca9
target=BlazorChat.Core/Accounts/Passwords/common-passwords.br
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

archive=$scratch/$(cd "$scratch" && npm pack --silent --ignore-scripts "$package@$version")
echo "$hash  $archive" | sha256sum --check --quiet || { echo "passwords.sh: $package $version is not the package that was looked at." >&2; exit 1; }
tar -xzf "$archive" -C "$scratch" --strip-components 1
node - "$scratch/src/passwords.json" "$target" <<'NODE'
const { readFileSync, writeFileSync } = require('node:fs');
const { brotliCompressSync, constants } = require('node:zlib');
const [from, to] = process.argv.slice(2), shortest = 8, atLeast = 10_000;
const long = [...new Set(JSON.parse(readFileSync(from, 'utf8')).map(word => word.normalize('NFC').toLowerCase()).filter(word => word.length >= shortest))];
if (long.length < atLeast) throw new Error(`Only ${long.length} passwords.`);
// Sorted, they compress best, and their order says nothing that is needed.
const text = Buffer.from(long.sort().join('\n'));
writeFileSync(to, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
console.log(`passwords.sh: ${long.length} passwords in ${to}.`);
NODE
sha256sum "$target"
