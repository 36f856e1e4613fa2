#!/usr/bin/env bash
# Copies the browser's libraries into BlazorChat.Web/wwwroot/lib, from npm packages of exactly these versions and bytes, and writes the
# list of hashes that LibraryTests compares with the files. Run it after a change of what stands below; nothing is fetched when the program
# is built or run. Needs npm; no script of a package is run.
#
#   deploy/libraries.sh
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

lib=BlazorChat.Web/wwwroot/lib
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Beyond the 36 languages that highlight.min.js brings. js/code/highlight-worker.js names them too.
languages=(clojure cmake dart dockerfile dos elixir fsharp groovy haskell http julia latex matlab nginx powershell protobuf scala x86asm)

library() { # name, package, version, sha256 of the package, licence, then the files as from=to
  local name=$1 package=$2 version=$3 hash=$4 licence=$5 archive unpacked=$scratch/$1 file
  shift 5
  archive=$scratch/$(cd "$scratch" && npm pack --silent --ignore-scripts "$package@$version")
  echo "$hash  $archive" | sha256sum --check --quiet || { echo "libraries.sh: $package $version is not the package that was looked at." >&2; exit 1; }
  mkdir -p "$unpacked" "$scratch/lib/$name"
  tar -xzf "$archive" -C "$unpacked" --strip-components 1
  for file in LICENSE=LICENSE.txt "$@"; do
    install -D -m 644 "$unpacked/${file%%=*}" "$scratch/lib/$name/${file#*=}"
  done
  echo "# $name: $package $version, $licence" >>"$scratch/heads"
}

extras=()
for language in "${languages[@]}"; do extras+=("languages/$language.min.js=languages/$language.min.js"); done
library highlight @highlightjs/cdn-assets 11.12.0 b8a006d30f45afe783072569f3d69c5b60c0e7b9ca28cd474e12f2584e2a3bd9 BSD-3-Clause \
  highlight.min.js=highlight.min.js "${extras[@]}"

fonts=()
for style in AMS-Regular Caligraphic-Bold Caligraphic-Regular Fraktur-Bold Fraktur-Regular Main-Bold Main-BoldItalic Main-Italic Main-Regular \
  Math-BoldItalic Math-Italic SansSerif-Bold SansSerif-Italic SansSerif-Regular Script-Regular Size1-Regular Size2-Regular Size3-Regular \
  Size4-Regular Typewriter-Regular; do
  fonts+=("dist/fonts/KaTeX_$style.woff2=fonts/KaTeX_$style.woff2")
done
library katex katex 0.19.1 24da5a599eb2fcede2e270b99a6ff48bca816beecc95feeb84e8cccbd1bb34fd MIT \
  dist/katex.min.js=katex.min.js dist/katex.min.css=katex.min.css "${fonts[@]}"

library mermaid mermaid 11.17.2 6ad2f42c3fc26bbf9e45cbb6d11898972573ea52b33a5f4ff51952899f950ffd MIT \
  dist/mermaid.min.js=mermaid.min.js

# The list is one that `sha256sum --check` reads, from within the folder.
(
  cd "$scratch/lib"
  cat ../heads
  find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum
) >"$scratch/manifest.sha256"
mv "$scratch/manifest.sha256" "$scratch/lib/"
rm -rf "$lib"
cp -R "$scratch/lib" "$lib"
echo "libraries.sh: $(find "$lib" -type f | wc -l) files in $lib, $(du -sk "$lib" | cut -f1) kB."
