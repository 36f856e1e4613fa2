# shellcheck shell=bash disable=SC2034,SC2154 # What it sets is for those who source it; $work is common.sh's.
# Starts and stops the published program, sourced after common.sh. The data folder is what BlazorChat__DataFolder says.

url='' ready_ms='' ready_cpu_ms=''

# start_server FOLDER [NAME=VALUE]…: waits until it is ready, which is when it has said its three lines; sets server, url, ready_ms and ready_cpu_ms.
start_server() {
  local folder=$1 began line lines=0
  shift
  rm -f "$work/lines"
  mkfifo "$work/lines"
  began=${EPOCHREALTIME/[.,]/}
  (cd / && exec env "ASPNETCORE_URLS=http://127.0.0.1:0" "$@" dotnet "$folder/BlazorChat.Web.dll" >"$work/lines" 2>"$work/server.log") &
  server=$!
  exec 9<"$work/lines"
  while ((lines < 3)); do
    read -r line <&9 || { echo "The server ended before it was ready: $(tail -n 3 "$work/server.log")" >&2; exit 1; }
    ((++lines > 1)) || url=${line##* }
  done
  ready_ms=$(((${EPOCHREALTIME/[.,]/} - began) / 1000))
  exec 9<&-
  # The processor's time, which other work on the same cores does not stretch: fields 14 and 15, in ticks of 10 ms.
  ready_cpu_ms=$(awk '{ print ($14 + $15) * 10 }' "/proc/$server/stat")
}

stop_server() {
  kill -TERM "$server"
  wait "$server" || true
  server=''
}

resident_mib() { awk '/^VmRSS:/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }

# spread NUMBER…: "min / median / max"
spread() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { printf "%d / %d / %d", v[1], NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2, v[NR] }'; }
