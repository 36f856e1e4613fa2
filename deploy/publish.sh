#!/usr/bin/env bash
# Publishes the program exactly as the image holds it: for Linux, on the shared framework, compiled ahead of time where the compiler's
# package can be had. The Dockerfile and a test call it; the working tree's own bin and obj stay untouched.
#
#   deploy/publish.sh [--arch x64|arm64] [--scratch FOLDER] OUTPUT
#   deploy/publish.sh [--arch x64|arm64] [--scratch FOLDER] --restore-only
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  sed -n '5,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

arch=$(uname -m) output='' scratch='' restore_only=false
while (($# > 0)); do
  case $1 in
    --arch) arch=${2:?--arch wants x64 or arm64}; shift 2 ;;
    --scratch) scratch=${2:?--scratch wants a folder}; shift 2 ;;
    --restore-only) restore_only=true; shift ;;
    -*) usage ;;
    *) [[ -z $output ]] || usage; output=$1; shift ;;
  esac
done
case $arch in
  x64 | x86_64 | amd64) platform=linux-x64 ;;
  arm64 | aarch64) platform=linux-arm64 ;;
  *) echo "publish.sh: no image is made for '$arch'; --arch takes x64 or arm64." >&2; exit 2 ;;
esac
[[ -n $output || $restore_only == true ]] || usage
[[ -z $output || $output == /* ]] || output=$PWD/$output

if [[ -z $scratch ]]; then
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
fi
cd "$root"

# The image starts `dotnet BlazorChat.Web.dll`: no executable of its own, so no package for one.
common=(BlazorChat.Web --artifacts-path "$scratch" -p:RuntimeIdentifier="$platform" -p:SelfContained=false
  -p:UseAppHost=false -p:EnableAppHostPackDownload=false)

restore() {
  dotnet restore "${common[@]}" --locked-mode -p:PublishReadyToRun="$1"
}

ready_to_run=true
if ! messages=$(restore true 2>&1); then
  # Only the missing compiler is forgiven; a stale lock file or a missing library is not.
  if ! grep -qiE 'NU110[12].*(crossgen2|\.Runtime\.linux-)' <<<"$messages"; then
    printf '%s\n' "$messages" >&2
    exit 1
  fi
  echo "publish.sh: the ahead-of-time compiler for $platform is not in this package source; publishing without it (starts slower)." >&2
  ready_to_run=false
  restore false
fi
[[ $restore_only == false ]] || exit 0

mkdir -p "$output"
dotnet publish "${common[@]}" --no-restore -c Release -o "$output" \
  -p:PublishReadyToRun=$ready_to_run -p:PublishDocumentationFiles=false
echo "publish.sh: $platform in $output, $(du -sm "$output" | cut -f1) MB."
