// ---- the register: rows are kept as text, and only those on the page in hand are elements ----------------------------

const ROWS_PER_PAGE = 50;
const SORTS = {
  ref: row => row.order,
  what: row => row.words,
  who: row => Number(row.data.o ? row.data.o.split(' ')[0] : 1e9),
  when: row => row.data.d || '9999',
  standing: row => row.data.b || 'z' + (row.data.s || 'z'),
  weight: row => -Number(row.data.x || 0),
};

function startRegister(page) {
  const form = page.querySelector('#filters');
  const live = page.querySelector('#live');
  let rows = null, found = [], state = new URLSearchParams();

  // Rows are read when the register is first looked at.
  function load() {
    if (rows) return;
    rows = [];
    for (const chunk of page.querySelectorAll('#rows > .chunk')) readRows(chunk, rows);
    live.hidden = form.hidden = false;
    for (const head of live.querySelectorAll('thead th')) makeSorter(head, name => change(sortBy(name)));
    for (const name of ['Earlier rows', 'Later rows']) live.querySelector('.pager').append(makeButton(name, turn));
  }

  // A change goes into the address; the address is what is shown. Typing replaces the entry in the history.
  function change(next) {
    history.replaceState(null, '', '#register' + (String(next) ? '?' + next : ''));
    read(next);
  }

  function sortBy(name) {
    const next = new URLSearchParams(state);
    next.set('sort', state.get('sort') === name ? '-' + name : name);
    next.delete('page');
    return next;
  }

  function turn(event) {
    const next = new URLSearchParams(state);
    const step = event.target.textContent.startsWith('Later') ? 1 : -1;
    next.set('page', Math.max(1, Number(state.get('page') || 1) + step));
    change(next);
    live.scrollIntoView();
  }

  function read(next) {
    load();
    state = next;
    for (const field of form.elements)
      if (field.name && field.value !== (state.get(field.name) || '')) field.value = state.get(field.name) || '';
    found = rows.filter(matcher(state));
    if (state.get('sort')) sortRows(found, state.get('sort')); // as they stand, they are in the plans' order
    show();
  }

  function show() {
    if (!rows) return;
    const pages = Math.max(1, Math.ceil(found.length / ROWS_PER_PAGE));
    const at = Math.min(pages, Math.max(1, Number(state.get('page')) || 1));
    render(found.slice((at - 1) * ROWS_PER_PAGE, at * ROWS_PER_PAGE));
    const [earlier, later] = live.querySelectorAll('.pager button');
    earlier.disabled = at === 1;
    later.disabled = at === pages;
    const last = Math.min(found.length, at * ROWS_PER_PAGE);
    live.querySelector('.tally').textContent = tally((at - 1) * ROWS_PER_PAGE + 1, last);
    for (const head of live.querySelectorAll('thead th')) markSorted(head, state.get('sort') || 'ref');
  }

  function tally(first, last) {
    if (!found.length) return 'Nothing in the register is like that.';
    const all = found.length < rows.length ? `, out of ${rows.length} in all` : '';
    const more = ['cell', 'due'].filter(name => state.get(name)).map(name => name + ' ' + state.get(name));
    return `${first} to ${last} of ${found.length}${all}` + (more.length ? ` (${more.join(', ')})` : '');
  }

  function render(shown) {
    const body = live.querySelector('tbody');
    body.innerHTML = shown.map(row => row.html).join('');
    linkStates(body);
  }

  function find(id) {
    load();
    const plan = id.split('-')[0].slice(1);
    const next = new URLSearchParams({ plan });
    const index = rows.filter(matcher(next)).findIndex(row => row.id === id);
    if (index >= ROWS_PER_PAGE) next.set('page', Math.floor(index / ROWS_PER_PAGE) + 1);
    read(next);
  }

  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => change(new URLSearchParams()));
  form.addEventListener('input', () => change(new URLSearchParams(
    [...new FormData(form)].filter(([, value]) => value).concat([...state].filter(([name]) => name === 'sort')))));
  return { read, find, show, showAll: () => rows && render(found) };
}

// ---- rows -----------------------------------------------------------------------------------------------------------

function readRows(chunk, rows) {
  const kept = chunk.querySelector(':scope > noscript');
  for (const html of (kept ? kept.textContent : chunk.innerHTML).match(/<tr id="[^]*?<\/tr>/g) || []) {
    const tag = html.slice(0, html.indexOf('>'));
    const data = {};
    for (const [, name, value] of tag.matchAll(/ data-(\w)="([^"]*)"/g)) data[name] = value;
    const id = tag.match(/ id="([^"]*)"/)[1];
    rows.push({ id, html, data, order: rows.length, plan: chunk.id.slice(1), words: plainWords(html) });
  }
}

function plainWords(html) {
  return html.replace(/<[^>]*>/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
    .replace(/&#13;/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim().toLowerCase();
}

const holds = (list, value) => (' ' + (list || '') + ' ').includes(' ' + value + ' ');

// What each field asks of a row, made once for the value that it has.
const FILTERS = {
  kind: value => row => row.id.split('-')[1].startsWith(value),
  plan: value => row => row.plan === value,
  owner: value => row => value === '0' ? !row.data.o : holds(row.data.o, value),
  theme: value => row => holds(row.data.t, value),
  status: value => row => row.data.s === value || value === 'not_stated' && !row.data.s && row.id.includes('a'),
  band: value => row => holds(row.data.b, value),
  cell: value => row => holds(row.data.c, value),
  rule: value => row => value === 'any' ? Boolean(row.data.f) : holds(row.data.f, value),
  due: value => row => (row.data.d || '').startsWith(value),
  words: value => {
    const words = value.toLowerCase().split(/\s+/).filter(Boolean);
    return row => words.every(word => row.words.includes(word));
  },
};

function matcher(state) {
  const asked = Object.entries(FILTERS).filter(([name]) => state.get(name));
  const tests = asked.map(([name, make]) => make(state.get(name)));
  return row => tests.every(test => test(row));
}

function sortRows(rows, name) {
  const key = SORTS[name.replace('-', '')] || SORTS.ref;
  const sign = name.startsWith('-') ? -1 : 1;
  const keys = new Map(rows.map(row => [row, key(row)]));
  rows.sort((a, b) => {
    const x = keys.get(a), y = keys.get(b);
    return x < y ? -sign : x > y ? sign : a.order - b.order;
  });
}

// ---- heads that sort ------------------------------------------------------------------------------------------------

function makeButton(words, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words;
  button.addEventListener('click', act);
  return button;
}

function makeSorter(head, act) {
  head.dataset.sort = head.className;
  head.replaceChildren(makeButton(head.textContent, () => act(head.dataset.sort)));
}

function markSorted(head, sort) {
  if (sort.replace('-', '') !== head.dataset.sort) head.removeAttribute('aria-sort');
  else head.setAttribute('aria-sort', sort.startsWith('-') ? 'descending' : 'ascending');
}
