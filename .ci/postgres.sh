# shellcheck shell=bash disable=SC2034,SC2154 # $work is its caller's, and $why is for its caller.
# A PostgreSQL server of one run: sourced by test.sh and by benchmarks. It lives in $work/postgres, a folder that its caller makes and removes;
# what stood against it is said in $why.

postgres_bin='' postgres_user='' why=''

find_postgres() {
  local folder
  for folder in "$(dirname -- "$(command -v initdb || echo /nowhere/initdb)")" \
    $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -Vr) /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    if [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/postgres ]]; then
      postgres_bin=$folder
      return 0
    fi
  done
  return 1
}

as_postgres() { # PostgreSQL refuses to run as root.
  if ((EUID != 0)); then
    "$@"
  elif command -v runuser >/dev/null; then
    runuser -u "$postgres_user" -- "$@"
  else
    # shellcheck disable=SC2016 # For the inner shell.
    su "$postgres_user" -s /bin/sh -c '"$0" "$@"' -- "$@"
  fi
}

start_postgres() {
  local home=$work/postgres
  mkdir "$home"
  chmod 755 "$work" # The server's user has to get to its own folder in it, which nobody else may enter.
  chmod 700 "$home"
  postgres_user=$(id -un)
  if ((EUID == 0)); then
    postgres_user=postgres
    id postgres >/dev/null 2>&1 || postgres_user=nobody
    chown "$postgres_user" "$home"
  fi
  (
    cd "$home" || exit
    as_postgres "$postgres_bin/initdb" -D "$home/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync
    # No TCP: a socket in a folder of its own user. Nothing of it has to survive, so nothing waits for the disk.
    as_postgres "$postgres_bin/pg_ctl" start -w -D "$home/data" -l "$home/server.log" -o "-c listen_addresses= -c unix_socket_directories=$home \
      -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  ) >"$work/postgres.log" 2>&1 </dev/null || {
    why="PostgreSQL did not start: $(tail -qn 2 "$work/postgres.log" "$home/server.log" 2>/dev/null | tr '\n' ' ')"
    return 1
  }
  export BLAZORCHAT_TEST_POSTGRES="Host=$home;Username=postgres"
}

stop_postgres() {
  [[ ! -d $work/postgres/data ]] || as_postgres "$postgres_bin/pg_ctl" stop -D "$work/postgres/data" -m immediate >/dev/null 2>&1 || true
}
