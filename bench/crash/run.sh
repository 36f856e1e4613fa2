#!/usr/bin/env bash
# Builds the program and the bench, starts a PostgreSQL of its own, and kills the server in the middle of its answers; --help says more.
#
#   bench/crash/run.sh [--streams N] [--rounds N] [--database sqlite|postgres|both] [--send-path] …
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

say 'Building, warnings as errors'
dotnet build BlazorChat.Web --configuration Release --nologo --verbosity quiet >&2
dotnet build bench/crash --configuration Release --nologo --verbosity quiet >&2
if [[ " $* " != *' --database sqlite '* ]]; then use_postgres || true; fi

dotnet bench/crash/bin/Release/net10.0/crash.dll "$@" &
server=$!
status=0
wait "$server" || status=$?
server=''
exit "$status"
