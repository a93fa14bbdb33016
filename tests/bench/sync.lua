-- Whole syncs of agents for wrk: one request per node, made once and sent in turn.
-- Environment: BENCH_API_KEY, BENCH_NODES, BENCH_NODE_SERVICES. Prints one line for common.sh:
--   result <answers> <not 2xx> <socket errors> <seconds> <p50 ms> <p99 ms>

local nodes = tonumber(os.getenv("BENCH_NODES") or "100")
local services = tonumber(os.getenv("BENCH_NODE_SERVICES") or "1000")
local headers = { ["X-API-Key"] = os.getenv("BENCH_API_KEY") or "" }
local requests = {}
local sent = 0

function init()
  for node = 1, nodes do
    local entries = {}
    for service = 1, services do
      entries[service] = string.format(
        '{"name":"service-%d","status":"OPERATIONAL","replicas":3,"readyReplicas":3,' ..
        '"slaGroup":"group-%d","workloadType":"Deployment"}', service, service % 100)
    end
    requests[node] = wrk.format("POST", "/api/v1/operator/status", headers, string.format(
      '{"nodeId":"bench/platform/prod/cluster%d","operatorVersion":"1.4.1","services":[%s]}',
      node, table.concat(entries, ",")))
  end
end

function request()
  sent = sent + 1
  return requests[sent % nodes + 1]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %d %d %.3f %.2f %.2f",
    summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
