#!/usr/bin/env bash
# Writes every lock file anew: the solution's, and those of the platforms that are published. Run it after any change of a package.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

dotnet restore --force-evaluate
for platform in linux-x64 linux-arm64; do
  dotnet restore BlazorChat.Web --force-evaluate --artifacts-path "$scratch" \
    -p:RuntimeIdentifier="$platform" -p:EnableAppHostPackDownload=false
done
