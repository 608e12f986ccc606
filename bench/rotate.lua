-- Requests that rotate over sessions (and ids), made once: NIANGJIA_SESSIONS names a file of "cookie csrf" lines,
-- NIANGJIA_IDS a file of path endings. One session of one cadre is limited in rate, as in real life.
local requests, at = {}, 0

local function lines(path)
  local out = {}
  if path and path ~= "" then for line in io.lines(path) do out[#out + 1] = line end end
  return out
end

function init(args)
  local path = args[1]
  local sessions, ids = lines(os.getenv("NIANGJIA_SESSIONS")), lines(os.getenv("NIANGJIA_IDS"))
  local count = math.max(#sessions, #ids, 1)
  for i = 0, count - 1 do
    local headers = { ["Host"] = "127.0.0.1" }
    if #sessions > 0 then
      local cookie = string.match(sessions[i % #sessions + 1], "%S+")
      headers["Cookie"] = "niangjia_session=" .. cookie
    end
    local target = path .. (#ids > 0 and ids[i % #ids + 1] or "")
    requests[i + 1] = wrk.format("GET", target, headers)
  end
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format("per_second %.1f\np50_ms %.3f\np99_ms %.3f\nerrors %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
