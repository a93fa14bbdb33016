-- Reports of BENCH_SERVERS servers one after the other, or with BENCH_TARGET set GETs of that; prints
-- what the script of the benchmark reads.
local servers = tonumber(os.getenv("BENCH_SERVERS") or "1000")
local target = os.getenv("BENCH_TARGET") or ""
local body = [[{"project_name":"gitops-for-servers","repo_name":"rsyslog","server_group":"group-%d",]] ..
  [["server_type":"rsyslog","environment":"prod","host":"host-%d","status":"%s","changed_files":[],]] ..
  [["validation_status":"passed","validation_message":"rsyslog syntax validation passed",]] ..
  [["commit_sha":"abc%d","branch":"master","updated_by":"woodpecker",]] ..
  [["last_pipeline_run":"2026-04-26T10:30:00Z"}]]
local count = 0

function request()
  if target ~= "" then return wrk.format("GET", target) end
  count = count + 1
  local server = (count * 7919) % servers + 1
  local status = count % 10 == 0 and "out_of_sync" or "synced"
  return wrk.format("POST", "/status/pipeline", nil,
    body:format(server % 50, server, status, count))
end

function done(summary, latency)
  local errors = summary.errors
  print(("result %d %d %d %.3f %.2f %.2f"):format(summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
