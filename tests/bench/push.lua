-- Health pushes for wrk: one request per service, made once and sent in turn.
-- Environment: BENCH_API_KEY, BENCH_SERVICES. Prints one line for common.sh:
--   result <answers> <not 2xx> <socket errors> <seconds> <p50 ms> <p99 ms>

local services = tonumber(os.getenv("BENCH_SERVICES") or "10000")
local key = os.getenv("BENCH_API_KEY") or ""
local requests = {}
local position = 0

local statuses = { [97] = "DEGRADED", [193] = "DOWN", [194] = "OPERATIONAL" }

local function body(index)
  return string.format(
    '{"path":"bench/platform/prod/cluster%d/service-%d","status":"%s",' ..
    '"message":"wsrep_cluster_size=3","criticality":"critical","slaGroup":"group-%d",' ..
    '"serviceType":"database","tags":["database","baremetal"]}',
    index % 50, index, statuses[index % 1000] or "OPERATIONAL", index % 100)
end

function init()
  local headers = { ["X-API-Key"] = key, ["Content-Type"] = "application/json" }
  for index = 1, services do
    requests[index] = wrk.format("POST", "/api/v1/health/report", headers, body(index))
  end
end

function request()
  position = position % services + 1
  return requests[position]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %d %d %.3f %.2f %.2f",
    summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
