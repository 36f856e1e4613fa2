#!/usr/bin/env bash
# Everything the tests need, then the tests. Works from a fresh clone, from any folder, as root and as an ordinary user.
#
#   ./test.sh                 all tests, warnings as errors; the last line says how many passed and failed
#   ./test.sh --fast          without the tests that need a browser, PostgreSQL or a published program
#   ./test.sh --filter EXPR   only tests that match, in the words of `dotnet test --filter`
#
# Chromium and PostgreSQL are installed from the distribution's packages where they are missing and that is allowed (apt-get, and root or
# sudo without a password). Where it is not, the tests that need them are left out, and the run says so.
# CI=true fails a run that left anything out. CHROMIUM (a path) and BLAZORCHAT_TEST_POSTGRES (a connection string without a database) are
# used as they are where they are set.

# shellcheck disable=SC2317 # Functions are called by their names and by traps.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

fast=false only=''
while (($# > 0)); do
  case $1 in
    --fast) fast=true; shift ;;
    --filter) only=${2:?--filter wants an expression}; shift 2 ;;
    -h | --help) sed -n '2,/^$/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "test.sh: '$1' is unknown; try --help." >&2; exit 2 ;;
  esac
done

say() { printf '== %s\n' "$*"; }

# ---- The end of the run: whatever was started here is stopped, whatever was made is removed.

work=$(mktemp -d /tmp/bc-test.XXXXXX) # Short: a unix socket's path has at most 107 bytes.
runner=''
. .ci/postgres.sh

cleanup() {
  local status=$?
  trap - EXIT INT TERM HUP
  if [[ -n $runner ]]; then
    kill -TERM "$runner" 2>/dev/null || true
    wait "$runner" 2>/dev/null || true
  fi
  stop_postgres
  rm -rf "$work"
  exit "$status"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- What the .NET tools need.

if ! command -v dotnet >/dev/null; then
  echo "test.sh: the .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2
  exit 1
fi
if [[ ! -w . || ( -e BlazorChat.Core/obj && ! -w BlazorChat.Core/obj ) ]]; then
  echo "test.sh: $PWD or its obj folders belong to another user; run as that user, or remove bin and obj." >&2
  exit 1
fi
if [[ -z ${HOME:-} || ! -w $HOME ]]; then # An account without a home: packages go to a folder of this run.
  mkdir "$work/home"
  export HOME=$work/home
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_UI_LANGUAGE=en # The closing lines are read below.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 # Nothing of the build outlives the run.

# ---- Chromium and PostgreSQL.

left_out=()

root_command() { # How to run something as root without a question; fails where there is no way.
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

install_package() {
  command -v apt-get >/dev/null || { why='there is no apt-get here'; return 1; }
  root_command true 2>/dev/null || { why='installing it takes root, or sudo without a password'; return 1; }
  say "Installing $1"
  if [[ ! -e $work/apt-updated ]]; then
    root_command apt-get update -qq >"$work/apt.log" 2>&1 || { why="apt-get update failed: $(tail -n 1 "$work/apt.log")"; return 1; }
    touch "$work/apt-updated"
  fi
  root_command env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$1" \
    >"$work/apt.log" 2>&1 </dev/null || { why="apt-get install failed: $(tail -n 1 "$work/apt.log")"; return 1; }
}

obtain() { # name, package, function that finds it; says in `why` what stood against it
  ! "$3" || return 0
  if ! install_package "$2"; then
    why="$1 is missing, and $why"
  elif "$3"; then
    return 0
  else
    why="$1 was installed, and what came with the package does not start"
  fi
  return 1
}

find_chromium() {
  local name path
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    path=$(command -v "$name") || continue
    # Ubuntu's package of that name may only be a pointer to a snap: what cannot say its version cannot be used.
    "$path" --version >/dev/null 2>&1 || continue
    CHROMIUM=$path
    return 0
  done
  return 1
}

filters=()
[[ -z $only ]] || filters+=("($only)")
if [[ $fast == true ]]; then
  unset BLAZORCHAT_TEST_POSTGRES
  filters+=('Category!=Browser' 'Category!=Publish')
  say 'Fast: without the tests that need a browser, PostgreSQL or a published program'
else
  if [[ -n ${CHROMIUM:-} ]] || obtain Chromium chromium find_chromium; then
    export CHROMIUM
    say "Browser: $("$CHROMIUM" --version 2>/dev/null || echo "$CHROMIUM")"
  else
    left_out+=("browser tests: $why")
    filters+=('Category!=Browser')
  fi

  if [[ -z ${BLAZORCHAT_TEST_POSTGRES:-} ]]; then
    if obtain PostgreSQL postgresql find_postgres && start_postgres; then
      say "PostgreSQL: $("$postgres_bin/postgres" --version | sed 's/^postgres (PostgreSQL) //'), on a socket of this run"
    else
      unset BLAZORCHAT_TEST_POSTGRES
      left_out+=("PostgreSQL tests: $why")
    fi
  else
    say 'PostgreSQL: the one in BLAZORCHAT_TEST_POSTGRES'
  fi
fi
for reason in ${left_out[@]+"${left_out[@]}"}; do say "Left out: $reason"; done

# ---- Build.

run() { # In the background, so that a signal is answered at once and not when the command has ended.
  "$@" &
  runner=$!
  local status=0
  wait "$runner" || status=$?
  runner=''
  return "$status"
}

say 'Restoring packages as the lock files name them'
run dotnet tool restore >"$work/tools.log" 2>&1 || { cat "$work/tools.log"; exit 1; }
run dotnet restore --locked-mode --verbosity quiet
say 'Building, warnings as errors'
run dotnet build --no-restore --configuration Release --nologo --verbosity quiet

# ---- Test.

say 'Testing'
arguments=(BlazorChat.Tests --no-build --configuration Release --nologo --results-directory TestResults --logger 'console;verbosity=minimal'
  --blame-hang-timeout 10m --blame-hang-dump-type none)
if ((${#filters[@]} > 0)); then
  printf -v filter '%s&' "${filters[@]}"
  arguments+=(--filter "${filter%&}")
fi
rm -rf TestResults
mkfifo "$work/output"
tee "$work/test.log" <"$work/output" &
tee_pid=$!
status=0
run dotnet test "${arguments[@]}" >"$work/output" 2>&1 || status=$?
wait "$tee_pid" || true

# "Failed!  - Failed:     1, Passed:    13, Skipped:     0, Total:    14, …", one line for each test project.
read -r passed failed skipped < <(sed -nE 's/^ *(Passed|Failed|Skipped)! +- Failed: *([0-9]+), Passed: *([0-9]+), Skipped: *([0-9]+),.*/\3 \2 \4/p' "$work/test.log" |
  awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }')

if ((status != 0 && failed == 0)); then
  echo "test.sh: the test runner ended with $status before all results were in; that counts as a failure." >&2
  failed=1
elif ((passed + failed == 0)); then
  echo "test.sh: no test ran." >&2
  status=1
fi
((failed == 0 || status != 0)) || status=1
for reason in ${left_out[@]+"${left_out[@]}"}; do say "Left out: $reason"; done
if [[ ${CI:-} == true ]] && ((skipped + ${#left_out[@]} > 0)); then
  echo "test.sh: CI=true, and not every test ran." >&2
  ((status != 0)) || status=1
fi

summary="$passed passed, $failed failed"
((skipped == 0)) || summary+=", $skipped skipped"
echo "$summary"
exit "$status"
