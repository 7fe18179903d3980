// What the scripts beside this one share: a headless Chromium, driven by playwright-core, and results as TAP lines.
// tests/setup.sh puts the packages into $OUT/browser; the browser is Debian's chromium ($CHROMIUM names another).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const modules = resolve(process.env.OUT || 'out', 'browser');
const require = createRequire(modules + '/');
const { chromium } = require('playwright-core');

export const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const pages = ['overview', 'matrix', 'coverage', 'timeline', 'owners', 'overlaps', 'findings', 'register', 'plans', 'sources', 'method'];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
}

// A page that notes what must not happen: errors, requests, dialogs.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && faults.push('console: ' + message.text()));
  page.on('pageerror', error => faults.push('error: ' + error.message));
  page.on('dialog', dialog => { faults.push('dialog: ' + dialog.message()); dialog.dismiss(); });
  page.on('request', request => /^file:/.test(request.url()) && request.isNavigationRequest() || faults.push('request: ' + request.url()));
  return { page, faults };
}

export const address = (file, hash = '') => 'file://' + resolve(file) + (hash ? '#' + hash : '');

// A change of the hash alone is no new load: waits until what it shows stands there.
export async function go(page, hash) {
  await page.evaluate(async wanted => {
    location.hash = wanted;
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  }, hash);
}

let count = 0, failures = 0;
export async function holds(proved, body) {
  count++;
  try {
    await body();
    console.log(`ok ${count} - ${proved}`);
  } catch (error) {
    failures++;
    console.log(`not ok ${count} - ${proved}`);
    for (const line of String(error.message).split('\n').slice(0, 20)) console.log('# ' + line);
  }
}
export function finish() {
  process.exitCode = failures ? 1 : 0;
}
