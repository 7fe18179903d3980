// The report in a browser: pages, filters, links, the plan's own words, accessibility, hostile plans.
// usage: node report.mjs REPORT SMALL_REPORT HOSTILE_REPORT     (written by tests/runs/report_browser.sh)
import assert from 'node:assert/strict';
import { address, axeSource, finish, go, holds, launch, openPage, pages } from './harness.mjs';

const [file, smallFile, hostileFile] = process.argv.slice(2);
const browser = await launch();
const { page, faults } = await openPage(browser);
await page.goto(address(file));

const rows = () => page.$$eval('#live tbody tr', found => found.map(row => ({ id: row.id, text: row.textContent, ...row.dataset })));
const tally = () => page.textContent('.tally');
// A click or a key changes the address, and the page follows a moment later.
const arrives = id => page.waitForFunction(wanted => document.querySelector('.page.shown')?.id === wanted, id);
const shown = () => page.$$eval('.page.shown', found => found.map(section => section.id));

await holds('every page opens from the navigation, alone, and says its name', async () => {
  for (const id of pages) {
    await page.click(`nav a[href="#${id}"]`);
    await arrives(id);
    assert.deepEqual(await shown(), [id]);
    const heading = await page.textContent(`#${id} h2`);
    assert.equal(await page.title(), 'Action plans: ' + heading.toLowerCase());
    assert.equal(await page.textContent('nav [aria-current="page"]'), await page.textContent(`nav a[href="#${id}"]`));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), heading);
  }
});

await holds('the browser goes back to the page before', async () => {
  await go(page, 'matrix');
  await go(page, 'owners');
  await page.goBack();
  await arrives('matrix');
});

// ---- register -------------------------------------------------------------------------------------------------------

await holds('each filter shows what has it, and only that', async () => {
  const checks = {
    kind: row => row.id.includes('-r'),
    plan: (row, value) => row.id.startsWith(`p${value}-`),
    owner: (row, value) => row.o.split(' ').includes(value),
    theme: (row, value) => row.t.split(' ').includes(value),
    status: (row, value) => row.s === value,
    band: (row, value) => row.b.split(' ').includes(value),
    rule: (row, value) => row.f.split(' ').includes(value),
  };
  const values = { kind: 'r', status: 'completed', band: 'iX' };
  for (const [name, test] of Object.entries(checks)) {
    await go(page, 'register');
    const value = values[name] || await page.$eval(`#filters [name=${name}] option:nth-child(3)`, option => option.value);
    await page.selectOption(`#filters [name=${name}]`, value);
    const found = await rows();
    assert.ok(found.length > 0, `${name}=${value} finds something`);
    for (const row of found) assert.ok(test(row, value), `${name}=${value}: ${JSON.stringify(row)}`);
    assert.ok(page.url().endsWith(`#register?${name}=${value}`), page.url());
  }
});

await holds('words filter as they are typed, all of them, in any order', async () => {
  await go(page, 'register');
  await page.focus('#filters [name=words]');
  await page.keyboard.type('officer head');
  const found = await rows();
  assert.ok(found.length > 0);
  for (const row of found) assert.match(row.text.toLowerCase(), /officer/);
  await page.keyboard.type(' zzz');
  assert.equal((await rows()).length, 0);
  assert.equal(await tally(), 'Nothing in the register is like that.');
});

await holds('filters join, stand in the address, and outlive a reload', async () => {
  await go(page, 'register');
  await page.selectOption('#filters [name=kind]', 'a');
  await page.selectOption('#filters [name=plan]', '3');
  const before = await tally();
  await page.reload();
  assert.equal(await tally(), before);
  assert.equal(await page.inputValue('#filters [name=plan]'), '3');
  await page.click('#filters button[type=reset]');
  assert.ok(page.url().endsWith('#register'));
});

await holds('signs that an address gives a meaning to are only words', async () => {
  await go(page, 'register');
  await page.fill('#filters [name=words]', 'a+b&plan=1%=?#');
  await page.reload();
  assert.equal(await page.inputValue('#filters [name=words]'), 'a+b&plan=1%=?#');
  assert.equal(await page.inputValue('#filters [name=plan]'), '');
});

await holds('everything can stand on one page, and be taken back', async () => {
  await page.goto('about:blank');
  await page.goto(address(file));
  await page.click('nav a[href="#all"]');
  await page.waitForSelector('html:not(.paged)');
  for (const id of pages) assert.ok(await page.isVisible(`#${id} h2`), id);
  assert.ok(await page.$('#rows tr[id="p1-a5"]'));
  await page.click('nav a[href="#register"]');
  await page.waitForFunction(() => document.querySelector('.paged .page.shown')?.id === 'register');
  assert.equal((await rows()).length, 50);
});

await holds('heads sort up and down and say so', async () => {
  await go(page, 'register?kind=a');
  for (const direction of ['ascending', 'descending']) {
    await page.click('#live thead th:nth-child(4) button');
    assert.equal(await page.getAttribute('#live thead th:nth-child(4)', 'aria-sort'), direction);
    const days = (await rows()).map(row => row.d || '9999');
    const sorted = [...days].sort();
    assert.deepEqual(days, direction === 'ascending' ? sorted : sorted.reverse());
  }
  await page.click('#live thead th:nth-child(2) button');
  assert.ok(page.url().includes('sort=what'));
});

await holds('fifty rows stand on a page, and the rest a button away', async () => {
  await go(page, 'register');
  const first = await rows();
  assert.equal(first.length, 50);
  await page.click('.pager button:has-text("Later")');
  const second = await rows();
  assert.notEqual(first[0].id, second[0].id);
  assert.ok(page.url().endsWith('page=2'));
});

// ---- links ----------------------------------------------------------------------------------------------------------

await holds('deep links open what they name, fold it out, and put the focus there', async () => {
  const finding = await page.$eval('#f-DAT101, .rule .chunk', chunk => chunk.id);
  const cell = await page.$eval('.cell a', link => link.hash.slice(1));
  for (const [hash, on] of [['p1-a5', 'register'], ['s1-20', 'sources'], [`${finding}-1`, 'findings'], [cell, 'matrix'],
    ['o1-2', 'overlaps'], ['plan-2', 'plans'], ['t3', 'timeline'], ['tray', 'matrix']]) {
    await page.goto('about:blank');
    await page.goto(address(file, hash));
    assert.deepEqual(await shown(), [on], hash);
    assert.ok(await page.isVisible(`[id="${hash}"]`), `${hash} is visible`);
    assert.equal(await page.evaluate(() => document.activeElement.id), hash);
    assert.ok(await page.$eval(`[id="${hash}"]`, box => box.getBoundingClientRect().top < innerHeight), `${hash} is in sight`);
  }
  await page.goto(address(file, 'no-such-place'));
  assert.deepEqual(await shown(), ['overview']);
});

await holds('a figure of the matrix leads to the risks of its cell, one of the months to what is due in it', async () => {
  await go(page, 'matrix');
  const [count, target] = await page.$eval('.cell a', link => [parseInt(link.textContent, 10), link.hash]);
  await page.click('.cell a');
  await page.waitForSelector(`${target} li`);
  assert.equal(await page.$$eval(`${target} li`, found => found.length), count);
  await go(page, 'timeline');
  const due = await page.$eval('.months td a', link => [link.textContent, link.dataset.state]);
  await page.click('.months td a');
  await arrives('register');
  assert.ok(page.url().endsWith('#register?' + due[1]));
  assert.equal((await rows()).length, Number(due[0]));
});

await holds('a row leads to the words it was read from, marked and labelled, and they lead back', async () => {
  await go(page, 'p1-a1');
  await page.click('tr[id="p1-a1"] th a');
  const line = await page.waitForSelector('#sources .here');
  const marks = await line.$$eval('mark', found => found.map(mark => [mark.querySelector('b')?.textContent, mark.lastChild.textContent]));
  assert.ok(marks.some(([label]) => label === 'ref' || label === 'action'), JSON.stringify(marks));
  for (const [, words] of marks) assert.ok(words.trim().length > 0);
  await (await line.$('a')).click();
  await page.waitForFunction(() => document.activeElement.id === 'p1-a1');
});

await holds('a Word plan is shown as its tables, cell by cell', async () => {
  const number = await page.$$eval('#sources .picks a', links => links.findIndex(link => link.textContent.endsWith('.docx')) + 1);
  await go(page, 's' + number);
  assert.ok(await page.$$eval(`[id="s${number}"] .cells td mark b`, labels => labels.some(label => label.textContent === 'owner')));
});

await holds('both texts of a pair have their shared words marked', async () => {
  await go(page, 'o1-1');
  for (const side of await page.$$('[id="o1-1"] .side')) assert.ok((await side.$$('mark')).length > 0);
});

// ---- what a council owes its readers --------------------------------------------------------------------------------

async function violations(where) {
  if (!await where.evaluate(() => 'axe' in window)) await where.evaluate(axeSource);
  const result = await where.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }));
  if (result.passes.length < 10) return ['axe-core looked at nothing'];
  return result.violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')} (${rule.nodes.length})`);
}

for (const [name, media] of Object.entries({
  light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, print: { media: 'print' } }))
  await holds(`axe-core finds no violation of WCAG 2.2 A and AA: ${name}`, async () => {
    const { page: view } = await openPage(browser);
    await view.emulateMedia(media);
    await view.goto(address(smallFile)); // axe-core takes its time: a page of every kind is enough
    for (const hash of [...pages, 'plan-2', 's1-20', 's2', 'p1-a1']) {
      await go(view, hash);
      await view.evaluate(() => { for (const box of document.querySelectorAll('.page.shown details')) box.open = true; });
      assert.deepEqual(await violations(view), [], hash);
    }
    await view.context().close();
  });

await holds('at 320 pixels nothing makes the page scroll sideways', async () => {
  const { page: view } = await openPage(browser, { viewport: { width: 320, height: 640 } });
  await view.goto(address(file));
  for (const hash of [...pages, 'plan-2', 's1-20', 'p1-a1', 'o1-1']) {
    await go(view, hash);
    await view.evaluate(() => { for (const box of document.querySelectorAll('.page.shown details')) box.open = true; });
    assert.equal(await view.evaluate(() => document.documentElement.scrollWidth), 320, hash);
  }
  await view.context().close();
});

await holds('the tab key walks everything that can be used, in order, and out again', async () => {
  for (const hash of ['overview', 'register', 'matrix']) {
    await page.goto('about:blank');
    await page.goto(address(file, hash));
    const wanted = await page.evaluate(() => {
      const usable = [...document.querySelectorAll('a[href], button:not(:disabled), input, select, summary, [tabindex="0"]')];
      const seen = usable.filter(item => item.checkVisibility() && (item.tabIndex >= 0));
      seen.forEach((item, index) => item.setAttribute('data-order', index));
      document.activeElement.blur();
      return seen.length;
    });
    const order = [];
    for (let i = 0; i < wanted; i++) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => Number(document.activeElement.dataset.order ?? -1)));
    }
    const start = order.indexOf(0);
    assert.deepEqual([...order].sort((a, b) => a - b).slice(-1), [wanted - 1], `${hash}: the last is reached`);
    assert.ok(new Set(order).size >= wanted - 1, `${hash}: ${new Set(order).size} of ${wanted} (from ${start})`);
  }
});

await holds('the first stop leads past the navigation, and stays on the page', async () => {
  await page.goto('about:blank');
  await page.goto(address(file, 'owners'));
  await page.evaluate(() => document.activeElement.blur());
  await page.focus('.skip');
  await page.keyboard.press('Enter');
  assert.deepEqual(await shown(), ['owners']);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Owners');
});

await holds('the keyboard alone opens a page, filters, folds out and follows', async () => {
  await page.goto('about:blank');
  await page.goto(address(file));
  await page.focus('nav a[href="#register"]');
  await page.keyboard.press('Enter');
  await arrives('register');
  await page.focus('#filters [name=kind]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.ok((await rows()).every(row => row.id.includes('-r')));
  await page.focus('#live summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.$eval('#live details', box => box.open));
  await page.focus('#live tbody th a');
  await page.keyboard.press('Enter');
  await arrives('sources');
});

await holds('the report prints in landscape, without its controls, all rows that were asked for', async () => {
  const { page: view } = await openPage(browser);
  await view.goto(address(file, 'register?kind=a'));
  const asked = Number((await view.textContent('.tally')).match(/of (\d+)/)[1]);
  await view.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await view.$$eval('#live tbody tr', found => found.length), asked);
  await view.emulateMedia({ media: 'print' });
  for (const control of ['nav', '#filters', '.pager']) assert.ok(!await view.isVisible(control), control);
  assert.equal(await view.$eval('.page.shown', shown => getComputedStyle(shown).breakBefore), 'auto', 'no empty sheet before it');
  assert.equal(await view.$eval('#live thead', head => getComputedStyle(head).display), 'table-header-group');
  const box = (await view.pdf({ preferCSSPageSize: true })).toString('latin1').match(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
  assert.ok(Number(box[1]) > Number(box[2]), box[0]);
  await view.context().close();
});

await holds('without scripts it is one document with every row and every line', async () => {
  const { page: view, faults: seen } = await openPage(browser, { javaScriptEnabled: false });
  await view.goto(address(file, 's1-20'));
  const text = await view.locator('main').innerText();
  for (const id of pages) assert.ok(await view.locator('#' + id).isVisible(), id);
  assert.ok(!await view.locator('#filters').isVisible(), 'no filters');
  for (const id of ['p1-a5', 's1-20']) await view.locator(`[id="${id}"]`).scrollIntoViewIfNeeded({ timeout: 5000 });
  assert.ok(text.length > 20000, 'only ' + text.length);
  assert.deepEqual(seen, []);
  await view.context().close();
});

// ---- what must not happen -------------------------------------------------------------------------------------------

await holds('hostile plans are shown on every page and run nowhere', async () => {
  const { page: view, faults: seen } = await openPage(browser);
  await view.goto(address(hostileFile));
  for (const hash of [...pages, 'plan-1', 's1', 'p1-a1', 'all']) {
    await go(view, hash);
    await view.evaluate(() => { for (const box of document.querySelectorAll('details')) box.open = true; });
  }
  const state = await view.evaluate(() => ({
    ran: window.ran, text: document.body.textContent,
    outward: [...document.querySelectorAll('[href], [src], [action]')].filter(item => !(item.getAttribute('href') || '').startsWith('#')).length,
    made: document.querySelectorAll('main img, main script, main iframe, main object, main style, main form:not(#filters)').length,
    handlers: [...document.querySelectorAll('*')].filter(item => [...item.attributes].some(({ name }) => /^on|^style$/.test(name))).length,
  }));
  assert.equal(state.ran, undefined);
  assert.deepEqual([state.outward, state.made, state.handlers], [0, 0, 0]);
  for (const words of ['<script>window.ran = 1</script>', '<img src=x onerror="window.ran = 2">', ']]>', 'javascript:window.ran=3',
    '</noscript>', '[U+202E]', '&lt;b&gt;'])
    assert.ok(state.text.includes(words), words);
  assert.deepEqual(seen, []);
  await view.context().close();
});

await holds('the policy stops a script and a style that are not its own', async () => {
  const { page: view } = await openPage(browser);
  await view.goto(address(file));
  const stopped = await view.evaluate(async () => {
    const seen = [];
    addEventListener('securitypolicyviolation', event => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.ran = 1';
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(script, style);
    await new Promise(done => setTimeout(done, 50));
    return [window.ran, seen.sort().join()];
  });
  assert.deepEqual(stopped, [undefined, 'script-src-elem,style-src-elem']);
  await view.context().close();
});

await holds('no errors, no warnings, no requests in all of this', async () => assert.deepEqual(faults, []));
await browser.close();
finish();
