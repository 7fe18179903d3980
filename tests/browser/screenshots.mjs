// usage: node screenshots.mjs REPORT FOLDER
import { address, go, launch, openPage, pages } from './harness.mjs';

const [file, folder] = process.argv.slice(2);
const places = [...pages, 'plan-9', 's9', 'p9-a3', 'o1-1'];
const browser = await launch();

async function picture(name, options, hashes, fullPage) {
  const { page } = await openPage(browser, options);
  await page.goto(address(file));
  for (const hash of hashes) {
    await go(page, hash);
    await page.screenshot({ path: `${folder}/${hash}-${name}.png`, fullPage });
  }
  await page.context().close();
}

await picture('1440', { viewport: { width: 1440, height: 1000 } }, places, false);
await picture('1440-whole', { viewport: { width: 1440, height: 1000 } }, ['matrix', 'timeline', 'overlaps'], true);
await picture('1440-dark', { viewport: { width: 1440, height: 1000 }, colorScheme: 'dark' }, ['overview', 'matrix', 'register', 's9'], false);
await picture('390', { viewport: { width: 390, height: 844 } }, places, false);

const { page } = await openPage(browser);
await page.goto(address(file, 'all'));
await page.pdf({ path: `${folder}/report.pdf`, preferCSSPageSize: true });
await browser.close();
