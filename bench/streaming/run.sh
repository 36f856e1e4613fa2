#!/usr/bin/env bash
# Publishes the program, streams answers from a scripted provider to pages without a browser, and measures what an update costs; then one long
# answer in Chromium and what a first visit loads (where Chromium is installed and the tests were built). --help says more.
#
#   bench/streaming/run.sh [--program FOLDER] [--only many|long|browser] [--answers N,N,…] [--compression] [--set NAME=VALUE] …
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

program='' only='' options=()
while (($# > 0)); do
  case $1 in
    --program) program=${2:?--program wants a folder}; shift 2 ;;
    --only) only=${2:?--only wants many, long or browser}; shift 2 ;;
    *) options+=("$1"); shift ;;
  esac
done
if [[ -z $program ]]; then
  say 'Publishing'
  # shellcheck disable=SC2154
  program=$work/program
  deploy/publish.sh "$program" >&2
fi
say 'Building the bench'
dotnet build bench/streaming --configuration Release --nologo --verbosity quiet >&2
dotnet build bench/streaming/probe --configuration Release --nologo --verbosity quiet >&2

bench=(dotnet bench/streaming/bin/Release/net10.0/streaming.dll --program "$program" --probe bench/streaming/probe/bin/Release/net10.0/probe.dll ${options[@]+"${options[@]}"})

finish() { # The bench, which common.sh ends where the run is broken off.
  local status=0
  wait "$server" || status=$?
  server=''
  ((status == 0)) || exit "$status"
}

measure() {
  "${bench[@]}" "$@" &
  server=$!
  finish
}

in_browser() {
  local node chromium url
  node=$(find "$PWD/BlazorChat.Tests/bin" -path '*/.playwright/node/linux-*/node' 2>/dev/null | head -n 1 || true)
  chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  [[ -n $node && -n $chromium ]] || { say 'No Chromium, or the tests were not built: the browser is not measured'; return; }
  mkfifo "$work/stop" "$work/url"
  "${bench[@]}" --serve <"$work/stop" >"$work/url" &
  server=$!
  exec 8>"$work/stop"
  read -r url <"$work/url"
  CHROMIUM=$chromium "$node" bench/streaming/page.mjs "${node%/node/*}" "$url"
  echo >&8
  finish
}

[[ -n $only && $only != many ]] || measure
[[ -n $only && $only != long ]] || measure --long
[[ -n $only && $only != browser ]] || in_browser
