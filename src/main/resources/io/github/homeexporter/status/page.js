// Shows what /status says: told of each change, or by asking again and again. What devices call themselves goes in as text, never as markup.
import { openChart } from './chart.js';
import { beside, hush, listen } from './live.js';
import { age, alike, number, readable } from './words.js';

const POLL = 3_000, LISTENED = 1_000, SLOWEST = 30_000, DEADLINE = 10_000, GROW = 5_000, STEP = 200, HIGHEST_LIMIT = 5_000, POINTS = 100, KEPT = POINTS * POLL;
const $ = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.hash.slice(1));
const filter = { device: wanted.get('device') ?? '', room: wanted.get('room') ?? '', search: wanted.get('search') ?? '', limit: STEP };
const aliases = new Map(), history = new Map(), rows = new Map();
let answer, tag = '', receivedAt = 0, delay = POLL, timer, asking, typing;

// --- elements ---
function make(tagName, className, text, ...children) {
  const node = document.createElement(tagName);
  if (className) node.className = className;
  const role = { tr: 'row', td: 'cell', th: 'rowheader', tbody: 'rowgroup' }[tagName];
  // said outright: on a phone the rows are laid out as a grid, and some browsers take them for no table then
  if (role) node.setAttribute('role', role);
  if (text !== undefined) node.textContent = text;
  node.append(...children);
  return node;
}

function say(node, text, className) {
  if (node.textContent !== text) node.textContent = text;
  if (className !== undefined && node.className !== className) node.className = className;
}

/** Leaves the nodes alone when they stand there already, and the focus where it was. */
function put(parent, nodes) {
  if (nodes.length === parent.childElementCount && nodes.every((node, i) => parent.children[i] === node)) return;
  const focused = document.activeElement;
  parent.replaceChildren(...nodes);
  if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
}

function row(key, build) {
  if (!rows.has(key)) rows.set(key, build());
  const found = rows.get(key);
  found.used = answer;
  return found;
}

// --- what is wrong, in one line and in full ---
function summarize() {
  const running = answer.devices.filter((device) => device.state !== 'stopped');
  const away = answer.devices.filter((device) => device.kind !== 'host');
  const broken = answer.config.filter((file) => !file.loaded).length;
  const off = running.filter((device) => device.state !== 'up' || device.silent).length;
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const parts = [];
  if (off) parts.push(off === running.length ? 'No device answers' : `${off} of ${count(running.length, 'device needs', 'devices need')} a look`);
  if (broken) parts.push(count(broken, 'file was not taken', 'files were not taken'));
  if (!parts.length) parts.push(!away.length ? 'Running; no device is set up yet' : !running.length ? 'All devices are stopped' : running.length === 1 ? 'The device is up' : `All ${running.length} devices are up`);
  const level = answer.status === 'healthy' && !off ? 'good' : answer.status === 'unhealthy' ? 'bad' : 'warn';
  say($('summary'), parts.join(' · '), `summary ${level}`);
  document.title = off + broken ? `(${off + broken}) home-exporter` : 'home-exporter';
  $('first-steps').hidden = away.length > 0;
  if (answer.settings_file) say($('settings-file'), answer.settings_file);
  $('offline').hidden = true;
  $('demo').hidden = !answer.demo;
  const { version, hostname, uptime_seconds: uptime } = answer.service;
  say($('about'), `Version ${version ?? 'unknown'}${hostname ? ` on ${hostname}` : ''}, running for ${age(uptime + passed())}`);
}

function showFaults() {
  const wrong = answer.config.filter((file) => !file.loaded || file.faults.length);
  $('faults').hidden = !wrong.length;
  const text = JSON.stringify(wrong);
  if ($('fault-list').dataset.shown === text) return;
  $('fault-list').dataset.shown = text;
  $('fault-list').replaceChildren(...wrong.map((file) => make('div', 'fault', undefined,
    make('p', '', undefined, make('code', '', file.file), file.loaded ? ': not all of it was understood:' : ' was not taken:'),
    make('ul', '', undefined, ...(file.faults.length ? file.faults : ['The log says why.']).map((fault) => make('li', '', fault))),
    make('p', 'soft', file.loaded ? 'Mend it and have the settings read again, at the end of this page.'
      : 'What ran before goes on, if there was any. Mend the file and save it: it is taken within seconds.'))));
}

function showOffline(problem) {
  const since = receivedAt ? ` Last heard ${age((Date.now() - receivedAt) / 1000)} ago; what is below is as old.` : '';
  say($('offline'), `home-exporter does not answer: ${problem}.${since} Is it running, and is this device in its network? Trying again.`);
  $('offline').hidden = false;
  if (!receivedAt) say($('summary'), 'Nothing is known yet', 'summary bad');
}

// --- the house ---
const GROUPS = { power: 'Power now', energy_today: 'Energy today', temperatures: 'Temperatures', modes: 'What it does' };
const PLAIN = ['power', 'energy today', 'temperature', 'operating mode'];

function chartButton(open, ...children) {
  const pick = make('button', 'pick', undefined, ...children);
  pick.type = 'button';
  pick.setAttribute('aria-haspopup', 'dialog');
  pick.addEventListener('click', () => openChart(open()));
  return pick;
}

function tileRow({ device, series }) {
  const r = { value: make('span', 'value'), unit: make('span', 'unit') };
  r.title = series ? chartButton(() => ({ device, title: r.title.textContent, series })) : make('span');
  r.node = make('div', '', undefined, make('dt', '', undefined, r.title), make('dd', '', undefined, r.value, r.unit));
  return r;
}

/** A state is a word of the program's: hot_water. A number is shown as everywhere. */
function showHouse() {
  const house = Object.entries(answer.house ?? {});
  $('house').hidden = !house.length;
  put($('house-groups'), house.map(([group, tiles]) => {
    const box = row(`house ${group}`, () => {
      const list = make('dl');
      return { list, node: make('div', 'tile', undefined, make('h3', '', GROUPS[group] ?? group), list) };
    });
    put(box.list, tiles.map((tile, i) => {
      const { device, where, name, unit, series } = tile, value = tile.value ?? '';
      const r = row(`tile ${group}${JSON.stringify([device, name, series ?? i])}`, () => tileRow(tile));
      const known = value !== 'None' && value !== '', figure = known && !Number.isNaN(Number(value));
      say(r.title, name && !PLAIN.includes(name.toLowerCase()) ? `${where} · ${name}` : where);
      say(r.value, !known ? 'not known' : figure ? number(Number(value)) : value.replaceAll('_', ' '));
      say(r.unit, known && unit ? `\u00a0${unit}` : '');
      return r.node;
    }));
    return box.node;
  }));
}

// --- devices ---
const STATES = { up: ['●', 'good'], connecting: ['◌', 'warn'], down: ['▲', 'bad'], stopped: ['■', 'idle'] };

function deviceRow(name) {
  const r = { node: make('tr'), mark: make('span', 'mark'), word: make('span', 'word'), since: make('span', 'soft'),
    pick: make('button', 'pick'), kind: make('div', 'soft'), heard: make('td'), count: make('td', 'number'), error: make('td') };
  r.mark.ariaHidden = 'true';
  r.pick.type = 'button';
  r.pick.addEventListener('click', () => choose({ device: filter.device === name ? '' : name }));
  r.name = make('th', '', undefined, r.pick, r.kind);
  r.name.scope = 'row';
  r.node.append(make('td', '', undefined, r.mark, r.word, r.since), r.name, r.heard, r.count, r.error);
  return r;
}

function showDevices() {
  const now = programTime();
  $('devices').parentElement.hidden = !answer.devices.length;
  put($('devices').tBodies[0], answer.devices.map((device) => {
    const r = row(`device ${device.name}`, () => deviceRow(device.name));
    if (device.alias) aliases.set(device.name, device.alias);
    const alias = aliases.get(device.name), [mark, level] = STATES[device.state] ?? ['?', 'warn'];
    const silent = device.state === 'up' && device.silent;
    say(r.mark, silent ? '◐' : mark, `mark ${silent ? 'warn' : level}`);
    say(r.word, silent ? 'up, but silent' : device.state, `word ${silent ? 'warn' : level}`);
    say(r.since, ` for ${age((now - Date.parse(device.since)) / 1000)}`);
    say(r.pick, alias ?? device.name);
    r.pick.setAttribute('aria-pressed', String(filter.device === device.name));
    say(r.kind, alias ? `${device.kind} · ${device.name}` : device.kind === device.name ? '' : device.kind);
    const heard = device.last_sample_age_seconds;
    say(r.heard, heard === null ? 'none yet' : `${age(heard + passed())} ago`);
    say(r.count, number(device.series));
    const error = device.last_error ?? '';
    say(r.error, error && device.state === 'up' ? `earlier: ${error}` : error, device.state === 'up' ? 'soft' : level);
    r.node.className = filter.device === device.name ? 'chosen' : '';
    return r.node;
  }));
}

// --- filters ---
function options(select, everything, entries, chosen) {
  const text = JSON.stringify([entries, chosen]);
  if (select.dataset.shown === text) return;
  select.dataset.shown = text;
  select.replaceChildren(new Option(everything, ''), ...entries.map(([value, label]) => new Option(label, value)));
  select.value = chosen;
}

function showFilters() {
  const named = (list, chosen) => (chosen && !list.some(([value]) => value === chosen) ? [...list, [chosen, chosen]] : list);
  const devices = answer.devices.map(({ name }) => [name, aliases.has(name) ? `${aliases.get(name)} (${name})` : name]);
  options($('device'), 'All devices', named(devices, filter.device), filter.device);
  options($('room'), 'All rooms', named([...answer.rooms].sort(alike.compare).map((room) => [room, room]), filter.room), filter.room);
  $('room-field').hidden = !answer.rooms.length && !filter.room;
}

function choose(change) {
  Object.assign(filter, { limit: STEP }, change);
  const kept = Object.entries(filter).filter(([key, value]) => key !== 'limit' && value);
  window.history.replaceState(null, '', kept.length ? `#${new URLSearchParams(kept)}` : location.pathname);
  if (answer) { showDevices(); showFilters(); }
  follow();
}

// --- values ---
function seriesRow(device, series) {
  const r = { node: make('tr'), value: make('span', 'value'), unit: make('span', 'unit'), age: make('td', 'number') };
  const labels = make('span', 'labels');
  for (const [label, value] of Object.entries(series.labels)) {
    if (label === 'unit') continue;
    labels.append(labels.childNodes.length ? ' · ' : '', `${label} `, make('b', '', value));
  }
  const pick = chartButton(
    () => ({ device, series, title: series.title || series.name, now: () => (r.used === answer ? [programTime(), r.latest.value] : null) }),
    series.title ? make('span', 'title', series.title) : make('span', 'name', series.name),
  );
  const name = make('th', '', undefined, pick, ...(series.title ? [make('span', 'name', series.name)] : []), labels);
  name.scope = 'row';
  r.svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  r.line = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
  for (const [key, value] of Object.entries({ class: 'trend', viewBox: '0 0 100 24', preserveAspectRatio: 'none', role: 'img' })) r.svg.setAttribute(key, value);
  r.svg.append(r.line);
  r.node.append(name, make('td', 'number', undefined, r.value, r.unit), make('td', '', undefined, r.svg), r.age);
  return r;
}

/** What the page saw itself: the program keeps no history. */
function draw(r, key, series) {
  const points = history.get(key) ?? [];
  if (series.value !== null && series.type !== 'info') points.push([Date.now(), series.value]);
  points.splice(0, points.length - POINTS);
  history.set(key, points);
  const values = points.map(([, value]) => value), least = Math.min(...values), most = Math.max(...values);
  r.svg.toggleAttribute('hidden', points.length < 2);
  if (points.length < 2) return;
  const from = points[0][0], span = Math.max(1, points[points.length - 1][0] - from);
  r.line.setAttribute('points', points.map(([t, value]) =>
    `${((t - from) / span * 100).toFixed(1)},${(most === least ? 12 : 22 - (value - least) / (most - least) * 20).toFixed(1)}`).join(' '));
  r.svg.setAttribute('aria-label', `Last ${age(span / 1000)}: least ${number(least)}, most ${number(most)}, now ${number(values[values.length - 1])}`);
}

function showSeries() {
  const groups = Object.entries(answer.series).map(([device, list]) => {
    const group = row(`group ${device}`, () => {
      const title = make('th');
      title.scope = 'rowgroup';
      title.colSpan = 4;
      return { node: make('tbody'), head: make('tr', 'group', undefined, title), title };
    });
    say(group.title, aliases.get(device) ?? device);
    put(group.node, [group.head, ...list.map((series) => {
      const key = `series ${device}\n${series.name}\n${JSON.stringify([series.labels, series.title])}`;
      const r = row(key, () => seriesRow(device, series)), [value, unit] = readable(series);
      r.latest = series;
      say(r.value, value, value === 'text' || value === 'no number' ? 'unit' : 'value');
      say(r.unit, unit ? `\u00a0${unit}` : '');
      say(r.age, age(series.age_seconds + passed()));
      draw(r, key, series);
      return r.node;
    })]);
    return group.node;
  });
  put($('series'), [$('series').tHead, ...groups]);
  const shown = Object.values(answer.series).reduce((sum, list) => sum + list.length, 0), total = answer.series_total;
  const filtered = filter.device || filter.room || filter.search;
  say($('count'), `${number(total)}${filtered ? ' found' : ' series'}${shown < total ? `, ${number(shown)} shown` : ''}`);
  $('series').hidden = !shown;
  $('none').hidden = shown > 0;
  say($('none'), filtered ? 'Nothing matches. Take a word away, or choose all devices and rooms.' : 'No device has given a value yet.');
  $('more').hidden = shown >= total || filter.limit >= HIGHEST_LIMIT;
}

/** Where nothing new is heard, all that is shown grows older. */
function grow() {
  if (!answer || document.hidden) return;
  showDevices();
  for (const r of rows.values()) if (r.latest) say(r.age, age(r.latest.age_seconds + passed()));
}

// --- the round ---
function show() {
  summarize(); showFaults(); showHouse(); showDevices(); showFilters(); showSeries();
  for (const [key, r] of rows) if (r.used !== answer) rows.delete(key);
  for (const [key, points] of history) if (!points.length || points[points.length - 1][0] < Date.now() - KEPT) history.delete(key);
}

/** Seconds since the answer that is shown. */
const passed = () => (Date.now() - receivedAt) / 1000;
/** This device's clock may be another. */
const programTime = () => Date.parse(answer.time) + Date.now() - receivedAt;
const query = () => new URLSearchParams(Object.entries(filter).filter(([, value]) => value));

/** Everything, or what differs from before: of the series [index, value, age], by device. */
const heard = {
  status(whole) { answer = whole; tag = ''; receivedAt = Date.now(); show(); },
  change({ facts, values }) {
    const since = passed();
    Object.values(answer.series).flat().forEach((series) => { series.age_seconds += since; });
    for (const [device, list] of Object.entries(values)) {
      for (const [i, value, seconds] of list) Object.assign(answer.series[device][i], { value, age_seconds: seconds });
    }
    answer = { ...answer, ...facts };
    receivedAt = Date.now();
    show();
  },
};

function follow() {
  clearTimeout(timer);
  asking?.abort();
  asking = undefined;
  hush();
  if (document.hidden) return;
  if (filter.limit > LISTENED || !listen(query(), heard, poll)) poll();
}

async function poll() {
  clearTimeout(timer);
  asking?.abort();
  const mine = asking = new AbortController(), deadline = setTimeout(() => mine.abort(), DEADLINE);
  try {
    const response = await fetch(beside(`status?${query()}`), { cache: 'no-store', headers: tag ? { 'If-None-Match': tag } : {}, signal: mine.signal });
    if (response.status !== 200 && response.status !== 304) throw new Error(`it says ${response.status} ${response.statusText}`);
    const next = response.status === 200 ? await response.json() : answer;
    if (mine !== asking) return;
    if (next !== answer) { tag = response.headers.get('ETag') ?? ''; receivedAt = Date.now(); }
    answer = next;
    delay = POLL;
    show();
  } catch (problem) {
    if (mine !== asking) return;
    delay = Math.min(SLOWEST, delay * 2);
    showOffline(problem.name === 'AbortError' ? 'it took too long' : problem instanceof TypeError ? 'no connection' : problem.message);
  } finally {
    clearTimeout(deadline);
    if (mine === asking && !document.hidden) timer = setTimeout(follow, delay);
  }
}

$('search').value = filter.search;
$('search').addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(() => choose({ search: $('search').value.trim() }), 250); });
$('device').addEventListener('change', () => choose({ device: $('device').value, room: '' }));
$('room').addEventListener('change', () => choose({ room: $('room').value }));
$('filter').addEventListener('submit', (event) => { event.preventDefault(); choose({ search: $('search').value.trim() }); });
$('more').addEventListener('click', () => choose({ limit: Math.min(HIGHEST_LIMIT, filter.limit + STEP) }));
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
  event.preventDefault();
  $('search').focus();
});
document.addEventListener('visibilitychange', () => { grow(); follow(); });
setInterval(grow, GROW);
follow();
