'use strict';

// Makes pages of the report's sections, and a table to filter and sort of the register. Without it everything stands
// in one document. What is long lies in chunks: <div class="chunk" id="..."><noscript>HTML</noscript></div>, which a
// browser that runs scripts takes for text; openChunk makes elements of it. Nothing is fetched, and the only words put
// in as HTML are those that the file itself holds as HTML.

document.documentElement.classList.add('paged');
document.addEventListener('DOMContentLoaded', () => {
  const register = startRegister(document.getElementById('register'));
  document.addEventListener('toggle', event => event.target.open && openChunks(event.target), true);
  for (const details of document.querySelectorAll('details[open]')) openChunks(details);
  addEventListener('hashchange', () => route(register));
  addEventListener('beforeprint', () => register.showAll());
  addEventListener('afterprint', () => register.show());
  document.querySelector('.skip').addEventListener('click', skip);
  linkStates(document);
  route(register);
});

// To the heading of the page in hand, whose address stays.
function skip(event) {
  event.preventDefault();
  document.querySelector('.page.shown h2').focus();
}

// ---- chunks ---------------------------------------------------------------------------------------------------------

function openChunk(chunk) {
  const kept = chunk.querySelector(':scope > noscript');
  if (!kept) return;
  const html = kept.textContent;
  chunk.innerHTML = html;
  linkStates(chunk);
}

function openChunks(box) {
  for (const chunk of box.querySelectorAll('.chunk')) openChunk(chunk);
}

// The chunk that holds a place: what stands before the last hyphen of its name, or the name itself.
function chunkOf(id) {
  for (let name = id; name; name = name.slice(0, Math.max(0, name.lastIndexOf('-')))) {
    const box = document.getElementById(name);
    if (box && box.classList.contains('chunk')) return box;
  }
  return null;
}

// Links that say what the register is to show carry it beside their address, which works without script.
function linkStates(box) {
  for (const link of box.querySelectorAll('a[data-state]')) link.href = '#register?' + link.dataset.state;
}

// ---- pages ----------------------------------------------------------------------------------------------------------

// #matrix, #register?plan=2&sort=due, #p2-a5 (a row), #s2-17 (a line), #plan-2, #f-DAT101-3, #all (everything).
function route(register) {
  const [id, state] = readHash();
  if (id === 'all') return showEverything();
  // From everything back to pages: rows that stand in full are taken back.
  if (!document.documentElement.classList.contains('paged')) return location.reload();
  if (/^p\d+(-[ar]\d+)?$/.test(id)) return showItem(register, id);
  const chunk = chunkOf(id);
  if (chunk) openChunk(chunk);
  const target = document.getElementById(id) || chunk;
  const page = target && target.closest('.page') || document.getElementById('overview');
  showPage(page, target && target !== page ? chunk : null);
  if (page.id === 'register') register.read(new URLSearchParams(state));
  reveal(target, page);
}

// The name of a place, and what the register is to show.
function readHash() {
  const [id, ...state] = location.hash.slice(1).split('?');
  try {
    return [decodeURIComponent(id), state.join('?')];
  } catch {
    return ['', ''];
  }
}

// A page whose chunks are shown one at a time hides the others.
function showPage(page, chunk) {
  for (const other of document.querySelectorAll('.page.shown')) other.classList.remove('shown');
  page.classList.add('shown');
  if (page.id === 'plans' || page.id === 'sources') {
    page.classList.add('solo');
    page.classList.toggle('one', Boolean(chunk));
    for (const open of page.querySelectorAll('.chunk.open')) open.classList.remove('open');
    if (chunk) chunk.classList.add('open');
  }
  const heading = page.querySelector('h2').textContent;
  document.title = 'Action plans: ' + heading.toLowerCase();
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === '#' + page.id) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function showEverything() {
  document.documentElement.classList.remove('paged');
  document.querySelector('#live tbody').replaceChildren();
  openChunks(document);
  document.getElementById('live').hidden = document.getElementById('filters').hidden = true;
  for (const details of document.querySelectorAll('main details')) details.open = true;
}

// Opens what the target is folded into, marks it and goes there; a page itself begins at its top.
function reveal(target, page) {
  for (const here of document.querySelectorAll('.here')) here.classList.remove('here');
  for (let box = target; box && box !== page; box = box.parentElement) {
    if (box.tagName !== 'DETAILS') continue;
    box.open = true;
    openChunks(box);
  }
  if (!target || target === page) {
    scrollTo(0, 0);
    page.querySelector('h2').focus({ preventScroll: true });
    return;
  }
  if (!target.classList.contains('chunk')) target.classList.add('here');
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.classList.contains('chunk') ? 'start' : 'center' });
}

function showItem(register, id) {
  const page = document.getElementById('register');
  showPage(page, null);
  register.find(id);
  const row = document.querySelector('#live tr[id="' + id + '"]');
  reveal(row, page);
}
