// The staged product with what the chart tells it, without Kubernetes: variables, and mounted files in a folder.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configFiles, environmentOf } from "./environment.mjs";
import { coreContainer } from "./helm.mjs";
import { root } from "./modules.mjs";

const kProgram = `${root}build/stage/bin/itops`;
const kMounted = "/etc/itops/config";
const kReadyWithin_ms = 60_000;

export const isStaged = existsSync(kProgram);
export const unlessStaged = isStaged ? {} : { skip: "no build/stage/bin/itops: run ./dev build" };

// Arguments and variables of core's container, with its files where this process may write.
export function commandOf(manifests, { secrets = {}, more = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "itops-product-"));
  const container = coreContainer(manifests);
  mkdirSync(join(folder, "config"));
  for (const [name, text] of Object.entries(configFiles(manifests)))
    writeFileSync(join(folder, "config", name), text);
  const inside = (text) => text.replace(kMounted, join(folder, "config"));
  const environment = Object.entries({
    ...environmentOf(manifests, container, secrets),
    ITOPS_DATA_DIR: join(folder, "data"),
    ...more,
  });
  return {
    parameters: container.args.map(inside),
    environment: Object.fromEntries(environment.map(([name, value]) => [name, inside(value)])),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// What `itops --check-config` says: {status, stdout, stderr}.
export function checkConfig(manifests, options) {
  const { parameters, environment, remove } = commandOf(manifests, options);
  try {
    return spawnSync(kProgram, [...parameters, "--check-config"], {
      encoding: "utf8",
      env: environment,
    });
  } finally {
    remove();
  }
}

// Core, serving. `stop` tells its exit code.
export async function start(manifests, options) {
  const { parameters, environment, remove } = commandOf(manifests, options);
  const core = spawn(kProgram, parameters, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise((resolve) => core.once("exit", (code) => resolve(code)));
  try {
    const { port } = await readyLine(core, exited);
    const stop = async () => {
      core.kill("SIGTERM");
      const code = await exited;
      remove();
      return code;
    };
    return { url: `http://127.0.0.1:${port}`, environment, stop };
  } catch (error) {
    core.kill("SIGKILL");
    remove();
    throw error;
  }
}

function readyLine(core, exited) {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (why) => reject(new Error(`${why}:\n${output}`));
    const timer = setTimeout(() => fail("core was not ready in time"), kReadyWithin_ms);
    exited.then((code) => fail(`core ended with ${code}`));
    const read = (bytes) => {
      output += bytes;
      const line = output.split("\n").find((one) => one.includes('"Ready."'));
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(JSON.parse(line));
    };
    core.stdout.on("data", read);
    core.stderr.on("data", read);
  });
}
