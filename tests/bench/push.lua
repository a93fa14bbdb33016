-- Pushes for wrk: one request per service, made once and sent in turn. Each BENCH_CHANGE_EVERY-th
-- reports another status, which the service's next push takes back; 0: none. BENCH_PUSH: health or
-- storage. Environment: BENCH_API_KEY, BENCH_SERVICES, BENCH_CHANGE_EVERY. Prints one line for common.sh:
--   result <answers> <not 2xx> <socket errors> <seconds> <p50 ms> <p99 ms>

local services = tonumber(os.getenv("BENCH_SERVICES") or "10000")
local key = os.getenv("BENCH_API_KEY") or ""
-- Shares no factor with the services, so that the change wanders.
local change_every = tonumber(os.getenv("BENCH_CHANGE_EVERY") or "997")
local requests, changes = {}, {}
local sent = 0

local headers = { ["X-API-Key"] = key, ["Content-Type"] = "application/json" }

local function healthPush(index, changed)
  local status = changed and "DEGRADED" or "OPERATIONAL"
  return wrk.format("POST", "/api/v1/health/report", headers, string.format(
    '{"path":"bench/platform/prod/cluster%d/service-%d","status":"%s",' ..
    '"message":"wsrep_cluster_size=3","criticality":"critical","slaGroup":"group-%d",' ..
    '"serviceType":"database","tags":["database","baremetal"]}',
    index % 50, index, status, index % 100))
end

local function storagePush(index, changed)
  return wrk.format("POST", "/api/v1/storage/report", headers, string.format(
    '{"path":"bench/platform/prod/cluster%d/service-%d","allocatedBytes":107374182400,' ..
    '"usedBytes":%d,"storageType":"pvc","mountPath":"/var/lib/postgresql"}',
    index % 50, index, changed and 100000000000 or 53687091200 + index))
end

function init()
  local push = os.getenv("BENCH_PUSH") == "storage" and storagePush or healthPush
  for index = 1, services do
    requests[index] = push(index, false)
    changes[index] = push(index, true)
  end
end

function request()
  sent = sent + 1
  local index = sent % services + 1
  return change_every > 0 and sent % change_every == 0 and changes[index] or requests[index]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %d %d %.3f %.2f %.2f",
    summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
