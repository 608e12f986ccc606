# Sourced by bench/run: starting and stopping what is measured, medians, the table.

postgres_bin=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
realm=(--realm 磐安县总工会 --division 330727)
password=Bench-pass-2021
cadres=16
declare -a results=()
server_pid= nginx_pid= postgres_folder=

say() { echo "== $*" >&2; }
fail() { echo "$*" >&2; exit 1; }
value() { awk -v name="$1" '$1 == name { print $2 }'; }          # of "name value" lines
median() { sort -g | awk '{ v[NR] = $1 } END { if (NR) print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.3g", a / b; else print "?" }'; }
holds() { awk "BEGIN { exit !($1) }" && echo 是 || echo 否; }
milliseconds() { date +%s%3N; }
# name, ours, limit, ratio, target, whether it is met
result() { results+=("| $1 | $2 | $3 | $4 | $5 | $6 |"); say "$1: ours $2, limit $3, ratio $4, target $5, met: $6"; }

build_all() {
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DNIANGJIA_BENCH=ON >/dev/null
  ninja -C "$build" niangjia limit_sheet limit_bulk_sqlite limit_bulk_postgres limit_fdatasync limit_insert_postgres \
    load_create >&2
  ours=$build/server/niangjia limits=$build/bench
}

make_work_folder() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/niangjia-bench-XXXXXX")
  chmod 755 "$work"
}

clean_up() {
  stop_server
  [[ -z $nginx_pid ]] || kill "$nginx_pid" 2>/dev/null || true
  [[ -z $postgres_folder ]] || as_postgres "$postgres_bin/pg_ctl -D $postgres_folder/data -m immediate stop" >/dev/null 2>&1 || true
  [[ -z $postgres_folder ]] || rm -rf "$postgres_folder"
  rm -rf "$work"
}

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

start_nginx() {
  nginx_port=$(free_port)
  mkdir -p "$work/www"
  head -c 500 /dev/zero | tr '\0' x >"$work/www/static500"
  cat >"$work/nginx.conf" <<CONF
worker_processes 2;
pid $work/nginx.pid;
error_log $work/nginx.err;
daemon off;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fcgi;
  uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  server { listen 127.0.0.1:$nginx_port; root $work/www; }
}
CONF
  nginx -c "$work/nginx.conf" 2>/dev/null &
  nginx_pid=$!
  sleep 0.5
}

as_postgres() { if [[ $(id -u) == 0 ]]; then su postgres -c "$1"; else bash -c "$1"; fi; }

start_postgres() {
  postgres_folder=$(as_postgres "mktemp -d /tmp/niangjia-bench-pg-XXXXXX")
  as_postgres "$postgres_bin/initdb -D $postgres_folder/data -U bench -E UTF8 --locale=C.UTF-8 -A trust" >/dev/null
  as_postgres "$postgres_bin/pg_ctl -w -D $postgres_folder/data -l $postgres_folder/log -o \"-c listen_addresses='' -k $postgres_folder -c shared_buffers=512MB -c max_wal_size=4GB\" start" >/dev/null
}

# A new PostgreSQL database; prints its address.
postgres_database() {
  "$postgres_bin/psql" -q -h "$postgres_folder" -U bench postgres -c "SET client_min_messages = error" -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1"
  echo "postgresql://bench@/$1?host=$postgres_folder"
}

make_data() {
  say "demo data of $members members"
  "$ours" demo-data --out "$work/data" --members "$members" >/dev/null
  member_file=$(ls "$work"/data/*会员信息*)
}

# Unions first, into a new database of the engine; sets `db` and `keys`.
fresh_database() {  # engine name
  keys=$work/$2.keys
  rm -f "$work/$2".db*
  if [[ $1 == sqlite ]]; then db=$work/$2.db; else db=$(postgres_database "$2"); fi
  "$ours" import --db "$db" --keys "$keys" "${realm[@]}" --report-folder "$work/reports" --json "$work"/data/*组织信息* >/dev/null 2>&1
}

import_members() {  # options…
  command time -f 'seconds %e\nmemory_kb %M' -o "$work/time" "$ours" import --db "$db" --keys "$keys" \
    --report-folder "$work/reports" --json "$@" >"$work/import.json" || fail "$(cat "$work/import.json")"
  rm -rf "$work/reports"
}

start_server() {
  stop_server
  port=$(free_port)
  local began; began=$(milliseconds)
  "$ours" serve --db "$db" --keys "$keys" --port "$port" >"$work/server.log" 2>"$work/server.err" &
  server_pid=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null; do
    kill -0 "$server_pid" 2>/dev/null || fail "$(cat "$work/server.err")"
    sleep 0.005
  done
  start_ms=$(($(milliseconds) - began))
}
stop_server() {
  [[ -z $server_pid ]] || { kill "$server_pid" 2>/dev/null || true; wait "$server_pid" 2>/dev/null || true; }
  server_pid=
}
status_mb() { awk -v name="$1:" '$1 == name { printf "%.1f", $2 / 1024 }' "/proc/$server_pid/status"; }

get() { curl -s -b "niangjia_session=$1" "http://127.0.0.1:$port$2"; }

make_cadres() {  # name role union: accounts on the open database
  local i
  for i in $(seq -w 1 $cadres); do
    "$ours" account create --db "$db" --keys "$keys" --login "$1$i" --name "测试干部$i" --password $password >/dev/null
    "$ours" account role --db "$db" --keys "$keys" --login "$1$i" --role "$2" ${3:+--union "$3"} >/dev/null
  done
}
login_cadres() {  # name: a file of "cookie csrf" lines
  local i
  for i in $(seq -w 1 $cadres); do
    curl -s -D "$work/head" -o "$work/body.json" -H 'Content-Type: application/json' \
      -d "{\"login\":\"$1$i\",\"password\":\"$password\"}" "http://127.0.0.1:$port/api/v1/session"
    echo "$(sed -n 's/^[Ss]et-[Cc]ookie: niangjia_session=\([^;]*\);.*/\1/p' "$work/head") $(sed -n 's/.*"csrf":"\([^"]*\)".*/\1/p' "$work/body.json")"
  done >"$work/$1.sessions"
  [[ $(awk 'NF == 2' "$work/$1.sessions" | wc -l) == "$cadres" ]] || fail "login failed: $(cat "$work/body.json")"
}

hammer() {  # port path [sessions [ids [seconds]]]: requests a second; ends the run when an answer was no 2xx
  local told
  told=$(NIANGJIA_SESSIONS=${3:-} NIANGJIA_IDS=${4:-} wrk -t2 -c$cadres -d"${5:-$seconds}s" -s "$root/bench/rotate.lua" "http://127.0.0.1:$1" -- "$2")
  [[ $(value errors <<<"$told") == 0 ]] || fail "$(value errors <<<"$told") answers on $2 were errors: the row would be worth nothing"
  value p99_ms <<<"$told" >>"$work/p99"
  value per_second <<<"$told"
}

write_results() {
  {
    cat "$root/bench/about.md"
    echo "$(uname -sr), $(nproc) cores, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo | xargs), $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo) memory; $(sqlite3 --version | cut -d' ' -f1) SQLite, $("$postgres_bin/postgres" --version | awk '{ print $3 }') PostgreSQL, $(nginx -v 2>&1 | sed 's/.*: //'). $(date -u +%F), commit $(git -C "$root" rev-parse --short HEAD), $rounds round(s) of $seconds s, load average at the end $(cut -d' ' -f1-3 /proc/loadavg)."
    echo
    echo "| Work | Ours | Limit | Ratio | Target | Met |"
    echo "|---|---|---|---|---|---|"
    printf '%s\n' "${results[@]}"
  } >"$out"
  cat "$out"
}
