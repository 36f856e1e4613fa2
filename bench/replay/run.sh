#!/usr/bin/env bash
# Builds the bench and plays every recorded stream of a folder to the providers' own code, over the folder's own replay.mjs.
#
#   bench/replay/run.sh FOLDER [--provider NAME] [--mode MODE] [--case PART] [--all]
#
# --provider   only this folder of the recordings, e.g. openrouter
# --mode       only this one of: ev one b1 b7 b64 crlf slow nodone cut hang
# --case       only recordings whose name holds this
# --all        every failure, not the first 60
folder=$(realpath -- "${1:-.}") || exit 2 # Before common.sh, which goes elsewhere; and replay.mjs does nothing where it is called by a link.
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

if [[ ! -f $folder/replay.mjs || ! -f $folder/expected.json || ! -f $folder/INDEX.tsv ]]; then
  sed -n '2,/^folder/{s/^# \{0,1\}//p}' bench/replay/run.sh >&2
  exit 2
fi
node=$(command -v node || find "$PWD/BlazorChat.Tests/bin" "$HOME/.nuget/packages/microsoft.playwright" -path "*/.playwright/node/linux-*/node" 2>/dev/null | head -n 1 || true)
[[ -n $node ]] || { say 'Neither node nor the one of the browser tests is here: install node, or build BlazorChat.Tests once'; exit 2; }

say 'Building, warnings as errors'
dotnet build bench/replay --configuration Release --nologo --verbosity quiet >&2

NODE=$node dotnet bench/replay/bin/Release/net10.0/replay.dll "$folder" "${@:2}" &
server=$!
status=0
wait "$server" || status=$?
server=''
exit "$status"
