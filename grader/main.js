/**
 * The door in front of every command. It runs on any Node back to 12 and finds one that can run the grader: the one that
 * runs it, or the Node 24 that `npm ci` puts into node_modules. Everything newer than Node 12 is loaded after that.
 */
import { spawn, spawnSync } from 'child_process';
import { fileURLToPath } from 'url';

const projectNodes = [
  '../node_modules/.bin/node',
  '../node_modules/node/bin/node',
  '../node_modules/node/bin/node.exe',
];
const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const wrongUse = 2;
const graderTrouble = 3;

/** 22.18 would run TypeScript, but `using` declarations cannot be read before 24. */
const oldestMajor = 24;

function isNewEnough(version) {
  return parseInt(version.replace(/^v/, ''), 10) >= oldestMajor;
}

/** Left to itself Node would keep it in the temporary folder of the machine, where it stays, and others may write. */
const compiled = '../node_modules/.cache/socklab/compiled';

async function runHere() {
  endWithGuard();
  const { enableCompileCache } = await import('module');
  // A project that is moved or copied takes it along; workers are told by the same variable.
  process.env.NODE_COMPILE_CACHE_PORTABLE = '1';
  enableCompileCache(fileURLToPath(new URL(compiled, import.meta.url)));
  await import('./cli/main.ts');
}

function reportTrouble(error) {
  console.error(error);
  process.exitCode = graderTrouble;
}

function runElsewhere() {
  const node = projectNodes.map((path) => fileURLToPath(new URL(path, import.meta.url))).find(answersWithNewVersion);
  if (node === undefined) explain();
  else runAgainWith(node);
}

function answersWithNewVersion(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 && isNewEnough(answer.stdout.trim());
}

/** Ends as the other Node ends: same exit code, or same signal. */
function runAgainWith(node) {
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio });
  forwardedSignals.forEach((signal) => process.on(signal, () => forward(signal, child)));
  child.on('error', reportTrouble);
  child.on('exit', (code, signal) => {
    if (signal === null) process.exitCode = code;
    else endBySignal(signal);
  });
}

/** Whoever kills the process that was started means the one that does the work; its channel tells this one. */
function endWithGuard() {
  if (process.channel === undefined) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

/** A terminal gives Ctrl-C to both processes already. */
function forward(signal, child) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
}

function endBySignal(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function explain() {
  console.error(`Este programa necesita Node ${oldestMajor} o más nuevo, y este es Node ${process.versions.node}.
Una de estas cosas lo arregla, dentro de la carpeta del proyecto:
  npm ci                                    instala lo que el proyecto usa, también su propio Node 24
  npm rebuild node --ignore-scripts=false   si npm no tenía permiso para ejecutar el script que instala ese Node
  https://nodejs.org                        o instala Node 24 en la máquina

This program needs Node ${oldestMajor} or newer, and this is Node ${process.versions.node}.
One of these puts it right, inside the project's folder:
  npm ci                                    installs what the project uses, its own Node 24 included
  npm rebuild node --ignore-scripts=false   if npm was not allowed to run the script that installs that Node
  https://nodejs.org                        or install Node 24 on the machine`);
  process.exitCode = wrongUse;
}

if (isNewEnough(process.versions.node)) runHere().catch(reportTrouble);
else runElsewhere();
