#!/usr/bin/env bash
# Ends with 0 if the server on this host is ready, else with 1. The image has neither curl nor wget; bash speaks TCP by itself.
# HTTP/1.0 without a Host header passes whatever AllowedHosts says.
set -euo pipefail
port=${PORT:-${ASPNETCORE_HTTP_PORTS:-8080}}
port=${port%%;*}

exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3
read -r -t 4 _ status _ <&3 || exit 1
[[ $status == 200 ]]
