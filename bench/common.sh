# shellcheck shell=bash
# Sourced by each bench's run.sh: stands at the top of the repository, has a folder of its own in $work, and stops at the end what it started.

set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '== %s\n' "$*" >&2; }

work=$(mktemp -d /tmp/bc-bench.XXXXXX) # Short: a unix socket's path has at most 107 bytes.
server=''
. .ci/postgres.sh

cleanup() {
  local status=$?
  trap - EXIT INT TERM HUP
  [[ -z $server ]] || { pkill -KILL -P "$server" || true; kill -KILL "$server" 2>/dev/null || true; }
  stop_postgres
  rm -rf "$work"
  exit "$status"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 # Nothing of the build outlives the run.

# Settings of whoever measures must not change what is measured.
unset PORT DATABASE_URL REDIS_URL OPENAI_API_KEY OPENAI_BASE_URL DEFAULT_MODEL ENCRYPTION_KEY BLAZORCHAT_ENCRYPTION_KEY ASPNETCORE_URLS ASPNETCORE_HTTP_PORTS \
  ASPNETCORE_ENVIRONMENT DOTNET_ENVIRONMENT

# Sets BLAZORCHAT_TEST_POSTGRES where it is not set and a PostgreSQL is installed; ends with 1 where there is none.
use_postgres() {
  [[ -z ${BLAZORCHAT_TEST_POSTGRES:-} ]] || return 0
  if ! find_postgres; then
    say 'PostgreSQL is not installed (package postgresql): measuring SQLite alone'
    return 1
  fi
  start_postgres || { say "$why"; return 1; }
  say "PostgreSQL: $("$postgres_bin/postgres" --version | sed 's/^postgres (PostgreSQL) //'), on a socket of this run"
}
