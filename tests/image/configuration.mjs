// What the image says of itself, as buildah inspects it on standard input. Prints its variables.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const { Docker } = JSON.parse(readFileSync(0, "utf8"));
const { config } = Docker;

// REPO-15
assert.equal(config.User, "1000:1000");
assert.deepEqual(config.Entrypoint, ["/opt/itops/bin/itops"]);
assert.ok("8080/tcp" in config.ExposedPorts);
assert.ok(config.Env.includes("ITOPS_SERVER_ENVIRONMENT=production"));
assert.deepEqual(config.Healthcheck.Test.slice(0, 2), ["CMD", "/usr/bin/curl"]);
assert.equal(config.Labels["org.opencontainers.image.title"], "ITOps");
assert.match(config.Labels["org.opencontainers.image.version"], /^\d+\.\d+\.\d+$/);
for (const variable of config.Env) console.log(variable);
