// When a report is first painted, and how long a keystroke in the register's filter takes until its rows are laid out.
// usage: node measure.mjs REPORT
import { address, go, launch, openPage } from './harness.mjs';

const ROUNDS = 5;
const median = figures => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)];
const browser = await launch();
const paints = [], keystrokes = [];
for (let round = 0; round < ROUNDS; round++) {
  const { page } = await openPage(browser);
  await page.goto(address(process.argv[2]));
  paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
  await go(page, 'register');
  for (const words of ['p', 'pu', 'pub', 'publ', 'publi'])
    keystrokes.push(await page.evaluate(typed => {
      const field = document.querySelector('#filters [name=words]');
      field.value = typed;
      const before = performance.now();
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - before;
    }, words));
  await page.context().close();
}
console.log(`first paint ${median(paints).toFixed(0)} ms, a keystroke ${median(keystrokes).toFixed(0)} ms (slowest ${Math.max(...keystrokes).toFixed(0)})`);
await browser.close();
