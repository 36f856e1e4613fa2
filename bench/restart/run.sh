#!/usr/bin/env bash
# Publishes the program, fills a database with 100,000 messages, and measures: start to ready after a kill -9, empty and full, and the page
# of a session with 50 and with 5,000 messages. SQLite, and PostgreSQL where it is installed.
#
#   bench/restart/run.sh [--program FOLDER]
. "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

program=''
case ${1:-} in
  '') ;;
  --program) program=${2:?--program wants a folder} ;;
  *) sed -n '2,/^\. /{s/^# \{0,1\}//p}' bench/restart/run.sh >&2; exit 2 ;;
esac
if [[ -z $program ]]; then
  say 'Publishing'
  # shellcheck disable=SC2154
  program=$work/program
  deploy/publish.sh "$program" >&2
fi
dotnet build bench/restart --configuration Release --nologo --verbosity quiet >&2
databases=(sqlite)
if use_postgres; then databases+=(postgres); fi

dotnet bench/restart/bin/Release/net10.0/restart.dll "$program/BlazorChat.Web.dll" "${databases[@]}" &
server=$!
status=0
wait "$server" || status=$?
server=''
exit "$status"
