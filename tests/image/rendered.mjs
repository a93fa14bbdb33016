// Writes what the chart gives a container of core by the documented values, and what the documented
// CronJobs run, into a folder: variables, mounted files, arguments, scripts.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { configFiles, environmentOf } from "../chart/support/environment.mjs";
import { coreContainer, documented, find, render } from "../chart/support/helm.mjs";
import { YAML } from "../chart/support/modules.mjs";

const folder = process.argv[2];
const jwt = { secretEnv: { ITOPS_JWT_SECRET: "random-jwt-secret-32-characters!" } };
const files = [documented("itops-values.yaml"), jwt, documented("itops-auth-values.yaml")];
const manifests = render(files, { withTests: true });

const lines = (environment) =>
  Object.entries(environment)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");

function write(name, text, mode = 0o644) {
  writeFileSync(`${folder}/${name}`, text, { mode });
}

mkdirSync(`${folder}/config`, { recursive: true });
const container = coreContainer(manifests);
for (const [name, text] of Object.entries(configFiles(manifests))) write(`config/${name}`, text);
const environment = environmentOf(manifests, container);
write("environment", lines(environment));
write("arguments", container.args.map((one) => `${one}\n`).join(""));
write("password", environment.ITOPS_DATABASE_PASSWORD);

// Kubernetes fills variables into commands.
const filled = (text) => text.replace(/\$\((\w+)\)/g, (_, name) => environment[name]);
for (const { name, command } of find(manifests, "Pod").spec.containers) {
  write(`test-${name}`, command.map((one) => `${filled(one)}\n`).join(""));
}

for (const name of ["storage-reporter", "health-push"]) {
  const job = YAML.parse(readFileSync(documented(`${name}.yaml`), "utf8"));
  const [one] = job.spec.jobTemplate.spec.template.spec.containers;
  write(`${name}.environment`, lines(environmentOf(manifests, one)));
  write(`${name}.sh`, one.args[0]);
}
write("backup-reporter.sh", readFileSync(documented("backup-reporter.sh"), "utf8"));
