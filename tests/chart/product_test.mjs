// The staged product, told what the chart says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { decoded } from "./support/environment.mjs";
import { documented, find, render, secretEnv, variants } from "./support/helm.mjs";
import { YAML } from "./support/modules.mjs";
import { startPostgres } from "./support/postgres.mjs";
import { checkConfig, start, unlessStaged } from "./support/product.mjs";

const kLongJwtSecret = { secretEnv: { ITOPS_JWT_SECRET: "random-jwt-secret-32-characters!" } };
const documentedManifests = () => render([documented("itops-values.yaml"), kLongJwtSecret]);
const cronJob = (file) => YAML.parse(readFileSync(documented(file), "utf8"));

// Secrets that the variants refer to.
const kSecrets = {
  "itops-bulk-secrets": secretEnv,
  "itops-secrets": secretEnv,
  "itops-db-creds": { password: secretEnv.ITOPS_DATABASE_PASSWORD },
  "itops-jwt": { secret: secretEnv.ITOPS_JWT_SECRET },
  "itops-operator-api-key": { key: secretEnv.ITOPS_SECURITY_OPERATOR_API_KEY },
};

for (const { name, file } of variants("itops")) {
  test(
    `core takes the settings of the variant ${name}, and knows each of them`,
    unlessStaged,
    () => {
      const { status, stdout, stderr } = checkConfig(render([file]), { secrets: kSecrets });
      assert.equal(status, 0, stderr);
      assert.match(stdout, /The configuration is valid/);
      const warnings = stderr
        .split("\n")
        .filter((line) => line !== "" && !line.includes("no plugin ticketing was found"));
      assert.deepEqual(warnings, []);
    },
  );
}

test("a plugin that is not there only warns", unlessStaged, () => {
  const { status, stderr } = checkConfig(
    render([{ secretEnv, plugins: { graphql: { enabled: true, config: { depth: 5 } } } }]),
  );
  assert.equal(status, 0);
  assert.match(stderr, /warning: ITOPS_PLUGINS_GRAPHQL_ENABLED: no plugin graphql was found/);
});

test("a setting that is none is told by core, with its file", unlessStaged, () => {
  const { stderr } = checkConfig(render([{ secretEnv, config: { ingest: { queue_maxx: 5 } } }]));
  assert.match(stderr, /ingest\.queue_maxx: unknown setting.*did you mean ingest\.queue_max/);
});

test(
  "the short JWT secret of the documented values is refused by name, and not repeated",
  unlessStaged,
  () => {
    const manifests = documentedManifests();
    const { status, stderr } = checkConfig(manifests, {
      more: { ITOPS_JWT_SECRET: "random-jwt-secret" },
    });
    assert.equal(status, 78);
    assert.match(stderr, /ITOPS_JWT_SECRET/);
    assert.doesNotMatch(stderr, /random-jwt-secret/);
  },
);

describe("the documented values", unlessStaged, () => {
  let postgres;
  let core;
  let key;
  let manifests;
  const here = () => ({
    ITOPS_DATABASE_HOST: postgres.host,
    ITOPS_SERVER_HOST: "127.0.0.1",
    ITOPS_SERVER_PORT: "0",
    ITOPS_SERVER_SHUTDOWN_DELAY: "0s",
  });

  before(async () => {
    const providers = documented("itops-auth-values.yaml");
    manifests = render([documented("itops-values.yaml"), kLongJwtSecret, providers]);
    const secrets = decoded(find(manifests, "Secret", "itops-secrets").data);
    key = secrets.ITOPS_SECURITY_OPERATOR_API_KEY;
    postgres = startPostgres(secrets.ITOPS_DATABASE_PASSWORD);
    core = await start(manifests, { more: here() });
  });

  after(async () => {
    assert.equal(await core?.stop(), 0);
    postgres?.stop();
  });

  const get = async (path) => fetch(core.url + path, { headers: { "X-API-Key": key } });

  // The script of a documented CronJob, with nothing but the address in place of its own.
  function runScript(script, more = {}) {
    const environment = { PATH: process.env.PATH, API_URL: core.url, API_KEY: key, ...more };
    const { status, stdout } = spawnSync(
      "/bin/sh",
      ["-c", script.replaceAll("https://api.yourdomain.com", core.url)],
      { encoding: "utf8", env: environment },
    );
    return { status, answer: stdout && JSON.parse(stdout) };
  }
  const scriptOf = (file) =>
    cronJob(file).spec.jobTemplate.spec.template.spec.containers[0].args[0];

  test("start a core that is ready and takes the key, as helm test asks", async () => {
    assert.equal((await get("/ready")).status, 200);
    assert.equal((await get("/api/v1/services?limit=1")).status, 200);
  });

  // PUSH-01, REPO-105, REPO-106, REPO-108, REPO-122
  test("let the documented CronJobs push without a warning", async () => {
    for (const file of ["storage-reporter.yaml", "health-push.yaml"]) {
      const { status, answer } = runScript(scriptOf(file));
      assert.equal(status, 0);
      assert.deepEqual(answer.warnings, [], file);
    }
    const { items } = await (await get("/api/v1/services")).json();
    assert.ok(
      items.some(
        (one) =>
          one.path === "myorg/infra/prod/baremetal/galera-node1" && one.status === "OPERATIONAL",
      ),
    );
    assert.ok(items.some((one) => one.path === "myorg/myplatform/prod/cluster1/postgresql"));
  });

  // REPO-107
  test("let the documented backup script report", () => {
    const { answer } = runScript(readFileSync(documented("backup-reporter.sh"), "utf8"), {
      BACKUP_SIZE: "5242880",
    });
    assert.deepEqual(answer.warnings, []);
  });

  // PUSH-51, PUSH-53
  test("let the documented minutely pusher tell what its probe found", async () => {
    assert.equal(cronJob("health-push-galera.yaml").spec.schedule, "*/1 * * * *");
    const { status, answer } = runScript(scriptOf("health-push-galera.yaml"));
    assert.equal(status, 0);
    assert.deepEqual(answer.warnings, []);
    const { items } = await (await get("/api/v1/services?path=myorg/infra/prod/baremetal")).json();
    assert.equal(items[0].status, "DOWN", "there is no galera-node1 here");
  });

  // START-25, START-26, START-27, START-28, START-29, START-30, START-31
  test("take the declaration of the example service as its chart renders it", async () => {
    const manifests = render(
      [variants("test-database").find(({ name }) => name === "documented").file],
      { chart: "test-database" },
    );
    const declared = YAML.parse(find(manifests, "ConfigMap").data["it-ops.yaml"]);
    const response = await fetch(`${core.url}/api/v1/operator/register`, {
      method: "POST",
      headers: { "X-API-Key": key },
      body: JSON.stringify(declared),
    });
    const { id, warnings } = await response.json();
    assert.deepEqual(warnings, []);
    const service = await (await get(`/api/v1/services/${id}`)).json();
    assert.equal(service.path, "myorg/myplatform/prod/cluster1/test-database");
    assert.deepEqual(
      [service.criticality, service.type, service.team, service.tags],
      ["critical", "database", "data", ["database"]],
    );
    assert.deepEqual(service.slaGroups ?? [service.slaGroup], ["payment-system"]);
    const backups = await (await get("/api/v1/backup")).json();
    assert.ok(JSON.stringify(backups).includes(service.path));
  });

  test("live on in a database that was restored from a dump", async () => {
    const namesAt = async (url) => {
      const answer = await fetch(`${url}/api/v1/services`, { headers: { "X-API-Key": key } });
      return (await answer.json()).items.map(({ id, path }) => `${id} ${path}`);
    };
    const before = await namesAt(core.url);
    postgres.restoreAs("restored");
    const other = await start(manifests, { more: { ...here(), ITOPS_DATABASE_NAME: "restored" } });
    const after = await namesAt(other.url);
    assert.equal(await other.stop(), 0);
    assert.ok(before.length > 2);
    assert.deepEqual(after, before);
  });

  // REPO-41, REPO-42
  test("declare both providers to the login page", async () => {
    const providers = JSON.stringify(
      await (await fetch(`${core.url}/api/v1/auth/providers`)).json(),
    );
    for (const name of ["local", "Corporate LDAP"]) assert.ok(providers.includes(name), providers);
  });
});
