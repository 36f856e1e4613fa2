#!/usr/bin/env bash
# Publishes the program as the image holds it and measures: size, start to ready on a new data folder and on one that is there, resident
# memory 30 s after ready with nothing connected, and with one signed-in page open (where Chromium is installed and the tests were built).
#
#   bench/footprint/run.sh [--runs N] [--program FOLDER] [--with NAME=VALUE[,NAME=VALUE]]…
#
# --runs       starts of each kind (5)
# --program    a folder that deploy/publish.sh made, instead of publishing
# --with       measures again with these environment variables, e.g. DOTNET_gcConcurrent=0; may be repeated
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
. bench/server.sh

runs=5 program='' variants=('')
while (($# > 0)); do
  case $1 in
    --runs) runs=${2:?--runs wants a number}; shift 2 ;;
    --program) program=${2:?--program wants a folder}; shift 2 ;;
    --with) variants+=("${2:?--with wants NAME=VALUE}"); shift 2 ;;
    *) sed -n '2,/^\. /{s/^# \{0,1\}//p}' bench/footprint/run.sh >&2; exit 2 ;;
  esac
done

if [[ -z $program ]]; then
  say 'Publishing'
  program=$work/program
  deploy/publish.sh "$program" >&2
fi
node=$(find "$PWD/BlazorChat.Tests/bin" -path '*/.playwright/node/linux-*/node' 2>/dev/null | head -n 1 || true)
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}

echo "Published: $(du -sm "$program" | cut -f1) MB"
echo
echo '| with | first start to ready, ms (min / median / max) | second start | memory 30 s after ready | with one page open |'
echo '|---|---|---|---|---|'
for variant in "${variants[@]}"; do
  IFS=, read -r -a environment <<<"$variant"
  first=() second=()
  for ((run = 0; run < runs; run++)); do
    export BlazorChat__DataFolder=$work/data
    rm -rf "$work/data"
    start_server "$program" ${environment[@]+"${environment[@]}"}
    first+=("$ready_ms")
    stop_server
    start_server "$program" ${environment[@]+"${environment[@]}"}
    second+=("$ready_ms")
    ((run + 1 == runs)) || stop_server
  done
  sleep 30
  idle=$(resident_mib)
  page='not measured'
  if [[ -n $node && -n $chromium ]]; then
    coproc browser { CHROMIUM=$chromium "$node" bench/footprint/page.mjs "${node%/node/*}" "$url"; }
    read -r _ <&"${browser[0]}" || { echo 'The page did not open.' >&2; exit 1; }
    sleep 10
    page="$(resident_mib) MiB"
    echo >&"${browser[1]}"
    wait "$browser_PID" || true
  fi
  stop_server
  echo "| ${variant:-as shipped} | $(spread "${first[@]}") | $(spread "${second[@]}") | $idle MiB | $page |"
done
