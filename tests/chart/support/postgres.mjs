// A real PostgreSQL of a test, on a Unix socket, with the role and the password that the chart's has.
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const isRoot = process.getuid() === 0;
const versions = () => readdirSync("/usr/lib/postgresql").sort((a, b) => b - a);

// PostgreSQL refuses root.
function asServer(program, ...parameters) {
  const command = isRoot
    ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program]
    : [program];
  const [first, ...rest] = [...command, ...parameters];
  return execFileSync(first, rest, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" },
  });
}

function ownFolder() {
  const folder = mkdtempSync(join(tmpdir(), "itops-postgres-"));
  const id = (option) => Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  if (isRoot) chownSync(folder, id("-u"), id("-g"));
  chmodSync(folder, 0o755);
  return folder;
}

export function startPostgres(password, name = "itops") {
  const folder = ownFolder();
  const bin = `/usr/lib/postgresql/${versions()[0]}/bin`;
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o644 });
  asServer(
    `${bin}/initdb`,
    "-D",
    data,
    "-U",
    "itops",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--no-sync",
  );
  asServer(
    `${bin}/pg_ctl`,
    "-D",
    data,
    "-w",
    "-l",
    join(folder, "log"),
    "-o",
    `-k ${folder} -c listen_addresses= -c fsync=off`,
    "start",
  );
  execFileSync(`${bin}/createdb`, ["-h", folder, "-U", "itops", name], {
    env: { PGPASSWORD: password },
  });
  // As docs/operations.md backs up and restores, into a database of another name.
  const restoreAs = (other) => {
    const dump = join(folder, "itops.dump");
    const server = ["-h", folder, "-U", "itops"];
    const asClient = (program, ...parameters) =>
      execFileSync(`${bin}/${program}`, parameters, { env: { PGPASSWORD: password } });
    asClient("pg_dump", ...server, "--format=custom", `--file=${dump}`, name);
    asClient("createdb", ...server, "--owner=itops", other);
    asClient("pg_restore", ...server, "--no-owner", "--role=itops", `--dbname=${other}`, dump);
  };
  const stop = () => {
    asServer(`${bin}/pg_ctl`, "-D", data, "-w", "-m", "immediate", "stop");
    rmSync(folder, { recursive: true });
  };
  return { host: folder, restoreAs, stop };
}
