#!/usr/bin/env bash
# Takes the pictures in docs/images again: starts the built program on a folder of its own, with a scripted provider, and photographs every main
# page and state in both themes and two sizes. Wants Chromium, python3 and a build with the tests (`dotnet build`).
#
#   docs/images/take/run.sh [NAME]…     all of them, or those whose names begin so
#   PROGRAM=FOLDER docs/images/take/run.sh [NAME]…     of a program that is already built, in seconds instead of minutes
. "$(dirname -- "${BASH_SOURCE[0]}")/../../../bench/common.sh"
. bench/server.sh

node=$(find "$PWD/BlazorChat.Tests/bin" -path '*/.playwright/node/linux-*/node' 2>/dev/null | head -n 1 || true)
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[[ -n $node && -n $chromium ]] || { echo 'Chromium and a build with the tests are needed.' >&2; exit 1; }

program=${PROGRAM:-}
if [[ -z $program ]]; then
  program=$work/program
  say 'Publishing'
  deploy/publish.sh "$program" >&2
fi
[[ $program == /* ]] || program=$PWD/$program

coproc provider { exec "$node" docs/images/take/provider.mjs; }
# shellcheck disable=SC2154 # The coprocess sets both.
provider_id=$provider_PID
trap 'status=$?; kill "$provider_id" 2>/dev/null || true; (exit "$status"); cleanup' EXIT
read -r port <&"${provider[0]}"

export BlazorChat__DataFolder=$work/data Ollama__Discover=false Titles__Model=off DOTNET_gcServer=0
take() { CHROMIUM=$chromium "$node" --no-warnings docs/images/take/shoot.mjs "${node%/node/*}" "$url" "$@"; }

start_server "$program" # With the offline model alone.
take first "$@"
stop_server

connection=(Connections__0__name=studio Connections__0__provider=openai-compatible Connections__0__api_key=for-the-pictures "Connections__0__base_url=http://127.0.0.1:$port/v1")
start_server "$program" "${connection[@]}"
take fill
stop_server
python3 docs/images/take/age.py "$work/data"
start_server "$program" "${connection[@]}"
take pages "$@"
stop_server
