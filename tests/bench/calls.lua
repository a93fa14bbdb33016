-- One request again and again for wrk: BENCH_METHOD, BENCH_TARGET, BENCH_HEADER (`Name: value`),
-- BENCH_BODY. Prints the line of push.lua.

local header = os.getenv("BENCH_HEADER") or ""
local headers = { ["Content-Type"] = "application/json" }
local name, value = header:match("^([^:]+): (.*)$")
if name then headers[name] = value end
local text

function init()
  text = wrk.format(os.getenv("BENCH_METHOD"), os.getenv("BENCH_TARGET"), headers,
    os.getenv("BENCH_BODY"))
end

function request()
  return text
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %d %d %.3f %.2f %.2f",
    summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
