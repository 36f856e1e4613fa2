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

export BlazorChat__DataFolder=$work/data
declare -A first first_cpu second second_cpu
for ((run = 0; run < runs; run++)); do
  for variant in "${variants[@]}"; do # In turn, so that what else the machine does falls on all of them.
    IFS=, read -r -a environment <<<"$variant"
    rm -rf "$work/data"
    start_server "$program" ${environment[@]+"${environment[@]}"}
    first[x$variant]+=" $ready_ms" first_cpu[x$variant]+=" $ready_cpu_ms"
    stop_server
    start_server "$program" ${environment[@]+"${environment[@]}"}
    second[x$variant]+=" $ready_ms" second_cpu[x$variant]+=" $ready_cpu_ms"
    stop_server
  done
done

page_mib() { # With a page that has just been signed in.
  [[ -n $node && -n $chromium ]] || { echo 'not measured'; return; }
  coproc browser { CHROMIUM=$chromium "$node" bench/footprint/page.mjs "${node%/node/*}" "$url"; }
  # shellcheck disable=SC2154 # The coprocess sets it.
  local pid=$browser_PID to=${browser[1]}
  if read -r _ <&"${browser[0]}"; then
    sleep 10
    echo "$(resident_mib) MiB"
    echo >&"$to"
  else
    echo 'the page did not open'
  fi
  wait "$pid" 2>/dev/null || true
}

echo "Published: $(du -sm "$program" | cut -f1) MB"
echo
echo '| with | first start to ready, ms (min / median / max) | of the processor | second start to ready | of the processor | memory 30 s after ready | with one page open |'
echo '|---|---|---|---|---|---|---|'
# shellcheck disable=SC2086 # Lists of numbers.
for variant in "${variants[@]}"; do
  IFS=, read -r -a environment <<<"$variant"
  rm -rf "$work/data"
  start_server "$program" ${environment[@]+"${environment[@]}"}
  stop_server
  start_server "$program" ${environment[@]+"${environment[@]}"}
  sleep 30
  idle=$(resident_mib)
  page=$(page_mib)
  stop_server
  echo "| ${variant:-as shipped} | $(spread ${first[x$variant]}) | $(spread ${first_cpu[x$variant]}) | $(spread ${second[x$variant]}) | $(spread ${second_cpu[x$variant]}) | $idle MiB | $page |"
done
