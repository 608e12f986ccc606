# Sourced by bench/run: one function a row of the targets.

row_import() {  # engine
  local engine=$1 round limit
  for round in $(seq $rounds); do
    say "import, $engine, round $round of $rounds"
    fresh_database "$engine" "imp_$engine"
    "$limits/limit_sheet" "$member_file" | value seconds >>"$work/$engine.sheet"
    rm -f "$work"/bulk.db*
    if [[ $engine == sqlite ]]; then "$limits/limit_bulk_sqlite" "$member_file" "$work/bulk.db"
    else "$limits/limit_bulk_postgres" "$member_file" "$db"; fi | value seconds >>"$work/$engine.bulk"
    import_members --dry-run "$member_file"
    value seconds <"$work/time" >>"$work/$engine.dry"; value memory_kb <"$work/time" >>"$work/$engine.kb"
    import_members "$member_file"
    value seconds <"$work/time" >>"$work/$engine.commit"; value memory_kb <"$work/time" >>"$work/$engine.kb"
  done
  local dry commit sheet bulk both r mb
  dry=$(median <"$work/$engine.dry") commit=$(median <"$work/$engine.commit")
  sheet=$(median <"$work/$engine.sheet") bulk=$(median <"$work/$engine.bulk")
  both=$(awk "BEGIN { print $dry + $commit }") limit=$(awk "BEGIN { print $sheet + $bulk }")
  r=$(ratio "$both" "$limit")
  mb=$(sort -g "$work/$engine.kb" | tail -1 | awk '{ printf "%.0f", $1 / 1024 }')
  result "import $members members, $engine (dry run + commit + returned workbook)" "$dry + $commit s" \
    "sheet $(printf %.2f "$sheet") + bulk $(printf %.2f "$bulk") s" "$r" "≤ 5" "$(holds "$r <= 5")"
  result "peak memory of that import, $engine" "$mb MB" "—" "—" "≤ 150 MB" "$(holds "$mb <= 150")"
}

row_memory_million() {
  [[ $million == yes ]] || return 0
  say "import of 1,000,000 members"
  local small=$work/data mb
  members=1000000; "$ours" demo-data --out "$work/data1m" --members 1000000 >/dev/null
  mv "$small" "$work/data100k"; mv "$work/data1m" "$work/data"
  fresh_database sqlite imp_million
  import_members "$work"/data/*会员信息*
  mb=$(value memory_kb <"$work/time" | awk '{ printf "%.0f", $1 / 1024 }')
  result "peak memory, 1,000,000 members (commit in $(value seconds <"$work/time") s)" "$mb MB" "—" "—" "≤ 150 MB" "$(holds "$mb <= 150")"
  start_server; make_cadres million county_organiser; login_cadres million
  board_of million 10 "1,000,000 members, sqlite"
  stop_server
  rm -rf "$work/data" "$work"/imp_million*; mv "$work/data100k" "$work/data"; members=100000
}

# The house of the last import, with cadres at the county and at one township.
prepare_house() {  # engine
  keys=$work/imp_$1.keys
  if [[ $1 == sqlite ]]; then db=$work/imp_$1.db; else db="postgresql://bench@/imp_$1?host=$postgres_folder"; fi
  make_cadres county county_organiser
  start_server
  login_cadres county
  cookie=$(head -1 "$work/county.sessions" | cut -d' ' -f1)
  township=$(get "$cookie" '/api/v1/unions?limit=200' | grep -o '"id":"uni_[^}]*"level_code":50' | head -1 | sed 's/"id":"\([^"]*\)".*/\1/')
  union=$(get "$cookie" '/api/v1/members?limit=1' | sed 's/.*"union_id":"\([^"]*\)".*/\1/')
  stop_server
  make_cadres township township_organiser "$township"
}

row_start_and_idle() {  # engine
  rm -f "$work/start"
  local i
  for i in 1 2 3 4 5; do start_server; echo "$start_ms" >>"$work/start"; done
  sleep 2
  local ms idle
  ms=$(median <"$work/start") idle=$(status_mb VmRSS)
  result "start to first answer, $1" "$ms ms" "—" "—" "≤ 300 ms" "$(holds "$ms <= 300")"
  result "idle memory, $1 ($(status_mb RssAnon) MB of its own, the rest shared pages)" "$idle MB" "—" "—" "≤ 40 MB" "$(holds "$idle <= 40")"
  login_cadres township; login_cadres county
  cookie=$(head -1 "$work/county.sessions" | cut -d' ' -f1)
  get "$cookie" '/api/v1/members?limit=200' | grep -o '"id":"mem_[^"]*"' | sed 's/"id":"\(.*\)"/\1/' >"$work/ids"
}

row_lists() {  # engine
  rm -f "$work"/{nginx,county,township,one,list.p99}
  local round list='/api/v1/members?limit=50'
  for round in $(seq $rounds); do
    say "lists, round $round of $rounds"
    hammer "$nginx_port" /static500 "" "" 2 >>"$work/nginx"
    start_server; hammer "$port" "$list" "$work/county.sessions" >>"$work/county"
    start_server; hammer "$port" "$list" "$work/township.sessions" >>"$work/township"; tail -1 "$work/p99" >>"$work/list.p99"
    start_server; hammer "$port" /api/v1/members/ "$work/county.sessions" "$work/ids" 2 >>"$work/one"  # longer would meet the rate limit
  done
  local nginx county township one r
  nginx=$(median <"$work/nginx") county=$(median <"$work/county") township=$(median <"$work/township") one=$(median <"$work/one")
  r=$(ratio "$township" "$nginx")
  result "list 50 of $members, $1, township cadre (p99 $(median <"$work/list.p99") ms)" "$township/s" "nginx $nginx/s" "$r" "≥ 0.15" "$(holds "$r >= 0.15")"
  r=$(ratio "$township" "$county")
  result "the same, $1, township beside county cadre" "$township/s" "county $county/s" "$r" "≥ 0.8" "$(holds "$r >= 0.8")"
  r=$(ratio "$one" "$nginx")
  result "one member by id, $1" "$one/s" "nginx $nginx/s" "$r" "≥ 0.5" "$(holds "$r >= 0.5")"
}

board_of() {  # cadres target name: the server is up
  local i token inside wall
  token=$(head -1 "$work/$1.sessions" | cut -d' ' -f1)
  for i in $(seq 20); do
    curl -s -b "niangjia_session=$token" -o /dev/null -D "$work/head" -w '%{time_total}\n' "http://127.0.0.1:$port/api/v1/board" >>"$work/wall.$1"
    sed -n 's/^Server-Timing: handler;dur=\([0-9.]*\).*/\1/p' "$work/head" >>"$work/board.$1"
  done
  inside=$(median <"$work/board.$1") wall=$(median <"$work/wall.$1" | awk '{ printf "%.1f", $1 * 1000 }')
  rm -f "$work/board.$1" "$work/wall.$1"
  result "board of $3" "$inside ms in the server, $wall ms at the client" "—" "—" "≤ $2 ms" "$(holds "$inside <= $2")"
}
row_board() { start_server; login_cadres county; board_of county 5 "$members members, $1"; }

row_create() {  # engine
  local engine=$1 round first=1 told ours_rate limit r target
  for round in $(seq $rounds); do
    say "create, $engine, round $round of $rounds"
    if [[ $engine == sqlite ]]; then "$limits/limit_fdatasync" "$work/fdatasync" "$seconds"
    else "$limits/limit_insert_postgres" "$db" $cadres "$seconds"; fi | value per_second >>"$work/$engine.durable"
    start_server; login_cadres county
    told=$("$limits/load_create" "$port" "$work/county.sessions" "$union" "$first" "$seconds")
    first=$(value next <<<"$told" | cut -d. -f1)
    [[ $(value refused <<<"$told") == 0.000000 ]] || say "refused: $(value refused <<<"$told")"
    value per_second <<<"$told" >>"$work/$engine.create"; value p99_ms <<<"$told" >>"$work/$engine.create99"
  done
  ours_rate=$(median <"$work/$engine.create") limit=$(median <"$work/$engine.durable") r=$(ratio "$ours_rate" "$limit")
  if [[ $engine == sqlite ]]; then target=1.5; else target=0.5; fi
  result "create a member, durable, $cadres connections, $engine (p99 $(printf %.1f "$(median <"$work/$engine.create99")") ms)" \
    "$(printf %.0f "$ours_rate")/s" "$([[ $engine == sqlite ]] && echo "one fdatasync a row" || echo "one insert a commit") $(printf %.0f "$limit")/s" \
    "$r" "≥ $target" "$(holds "$r >= $target")"
}

# Ten thousand phones leave ten thousand open applications, which the list and the inbox are then asked for.
row_ceremony() {  # engine
  local engine=$1 told seconds_all
  say "ceremony, $engine"
  start_server; login_cadres county
  told=$(python3 "$root/bench/ceremony.py" "$port" "$ours" "$db" "$keys" \
    "niangjia_session=$(head -1 "$work/county.sessions" | cut -d' ' -f1)" "$(head -1 "$work/county.sessions" | cut -d' ' -f2)" 10000)
  [[ $(value refused <<<"$told") == 0 ]] || fail "$(value refused <<<"$told") phones were refused at the ceremony"
  seconds_all=$(awk -v s="$(value seconds <<<"$told")" 'BEGIN { printf "%.1f", s / 2 }')
  result "5,000 phones join by code (poster, code, form; of 10,000), $engine (p99 of a form $(value apply_p99_ms <<<"$told") ms)" \
    "$seconds_all s" "—" "—" "≤ 60 s" "$(holds "$seconds_all <= 60")"
  result "first 50 of 10,000 open applications with their count, and the inbox, $engine" \
    "$(value list_ms <<<"$told") and $(value inbox_ms <<<"$told") ms" "—" "—" "—" "—"
}

# Twenty thousand members in one batch and back again, while somebody reads.
row_batch() {  # engine
  local engine=$1 told
  say "batch of 20,000, $engine"
  start_server; login_cadres county
  told=$(python3 "$root/bench/batch.py" "$port" "niangjia_session=$(head -1 "$work/county.sessions" | cut -d' ' -f1)" \
    "$(head -1 "$work/county.sessions" | cut -d' ' -f2)" "$member_file" 20000) || fail "$told"
  [[ $(value ready <<<"$told") == $(value undone <<<"$told") ]] || fail "not everybody came back: $told"
  result "$(value ready <<<"$told") members moved by a list of 20,000, $engine (tried in $(value try_s <<<"$told") s, taken back in $(value undo_s <<<"$told") s; a member meanwhile: p99 $(value look_p99_ms <<<"$told") ms)" \
    "$(value run_s <<<"$told") s" "—" "—" "≤ 30 s" "$(holds "$(value run_s <<<"$told") <= 30")"
}

row_loaded_memory() {
  local mb; mb=$(status_mb VmHWM)
  result "memory after the creating ($(status_mb RssAnon) MB of its own)" "$mb MB" "—" "—" "≤ 300 MB" "$(holds "$mb <= 300")"
}

# The nearest open of 200,000 stations under 64 connections, beside a static file through the same tool; and a ledger of services
# kept and summed. A quick run takes a tenth of the ledger.
row_stations() {  # engine
  local engine=$1 count=200000 rows=10000000 told one alone near limit
  [[ $quick == yes ]] && count=20000 rows=100000
  say "$count stations, $engine"
  fresh_database "$engine" "stn_$engine"
  python3 "$root/bench/stations.py" register "$count" >"$work/register.csv"
  import_members --kind stations "$work/register.csv"
  start_server
  local at='/api/v1/public/stations/nearest?lon=120.5&lat=29.5&limit=10&open=1'
  one=$(curl -sf -o /dev/null -D - "http://127.0.0.1:$port$at" | sed -n 's/.*handler;dur=\([0-9.]*\).*/\1/p')
  alone=$(for _ in 1 2 3 4 5; do curl -sf -o /dev/null -D - "http://127.0.0.1:$port$at" | sed -n 's/.*handler;dur=\([0-9.]*\).*/\1/p'; done | median)
  near=$(cadres=64 hammer "$port" "$at" "" "" 2); limit=$(cadres=64 hammer "$nginx_port" /static500 "" "" 2)
  result "nearest open of $count stations, $engine (held in memory after $(printf %.0f "$one") ms)" "$alone ms" "—" "—" "≤ 1 ms" "$(holds "$alone <= 1")"
  result "the same under 64 connections" "$(printf %.0f "$near")/s" "$(printf %.0f "$limit")/s" "$(ratio "$near" "$limit")" "—" "—"
  say "$rows services, $engine"
  fresh_database "$engine" "svc_$engine"
  python3 "$root/bench/stations.py" register 400 >"$work/register.csv"; import_members --kind stations "$work/register.csv"
  local part seconds_all=0
  for part in 1 2 3 4; do  # a file of ten million is more than the 512 MB that are taken at once
    python3 "$root/bench/stations.py" ledger $((rows / 4)) 400 "$part" >"$work/ledger.csv"
    import_members --kind services "$work/ledger.csv"; rm -f "$work/ledger.csv"
    seconds_all=$(awk "BEGIN { print $seconds_all + $(value seconds <"$work/time") }")
  done
  told=$(command time -f 'seconds %e' "$ours" figures --db "$db" --keys "$keys" --union "${realm[1]}" --from 2025-01-01 --to 2025-12-31 --json 2>&1 >"$work/figures.json")
  grep -q '"service.people"' "$work/figures.json" || fail "no figure of services"
  result "$rows services kept in four files (${seconds_all} s, $(($(value memory_kb <"$work/time") / 1024)) MB), all figures of a year, $engine" "$(value seconds <<<"$told") s" "—" "—" "—" "—"
}

# The worker's first page as a slow phone gets it (Lighthouse's mobile profile: slow 4G, a processor four times slower).
row_first_page() {
  local tool=$root/bench/lighthouse/node_modules/.bin/lighthouse browser told weight paint
  browser=$(command -v chromium || command -v chromium-browser || true)
  say "the page of stations on a slow phone"
  if [[ ! -x $tool || -z $browser ]]; then
    result "first view of /w/stations on a slow phone" "not measured: npm ci in bench/lighthouse, and chromium" "—" "—" "≤ 120 kB, ≤ 2 s" "—"
    return
  fi
  fresh_database sqlite page
  python3 "$root/bench/stations.py" register 200 >"$work/register.csv"; import_members --kind stations "$work/register.csv"
  start_server
  if ! CHROME_PATH=$browser timeout 180 "$tool" "http://127.0.0.1:$port/w/stations" --quiet --only-categories=performance --output=json \
    --output-path="$work/page.json" --chrome-flags='--headless=new --no-sandbox --disable-dev-shm-usage' 2>"$work/lighthouse.log"; then
    result "first view of /w/stations on a slow phone" "not measured: $(tail -1 "$work/lighthouse.log" | tr -d '|')" "—" "—" "≤ 120 kB, ≤ 2 s" "—"
    return
  fi
  told=$(node -e 'const a = JSON.parse(require("fs").readFileSync(process.argv[1])).audits;
    console.log((a["total-byte-weight"].numericValue / 1000).toFixed(1), (a["first-contentful-paint"].numericValue / 1000).toFixed(2))' "$work/page.json")
  read -r weight paint <<<"$told"
  result "first view of /w/stations on a slow phone" "$weight kB, first paint $paint s" "—" "—" "≤ 120 kB, ≤ 2 s" "$(holds "$weight <= 120 && $paint <= 2")"
}

# Siting: to a proven optimum, or with the gap said. The limit is CBC alone on the same programme written as an .lp file, where it
# has a chance; the p-median as one programme of 810,000 pairs is not tried.
row_siting() {
  local kind told
  python3 "$root/bench/siting.py" "$work"
  for kind in mclp median; do
    say "siting, $kind"
    told=$("$ours" site "$work/$kind.json" --json --only-best)
    seconds_ours=$(sed 's/.*"seconds":\([0-9.]*\).*/\1/' <<<"$told")
    gap=$(sed 's/.*"gap":\([0-9.]*\).*/\1/' <<<"$told") proven=$(sed 's/.*"proven":\([a-z]*\).*/\1/' <<<"$told")
    if [[ $kind == mclp ]] && command -v cbc >/dev/null; then
      alone=$( { command time -f '%e' cbc "$work/mclp.lp" solve quit >/dev/null; } 2>&1 | tail -1)
      result "MCLP, 2,000 points × 300 sites, p = 20 (proven: $proven)" "$seconds_ours s" "$alone s" "$(ratio "$seconds_ours" "$alone")" "≤ 1.1" "$(holds "$seconds_ours <= 1.1 * $alone")"
    else
      result "siting, $kind (proven: $proven, gap $gap)" "$seconds_ours s" "—" "—" "—" "—"
    fi
  done
}
