// What a value was in the last hours: a line, a sentence, and the same as a table.
import { beside } from './live.js';
import { age, clock, exposed, mark, sentence } from './words.js';

const AGAIN = 30_000, HEIGHT = 220, RIGHT = 12, TOP = 12, BOTTOM = 28, LETTER = 7, MINUTE = 60_000, DAY = 1440 * MINUTE, MOST_ROWS = 360;
const $ = (id) => document.getElementById(id), dialog = $('chart');
let shown, points = [], timer;

function draw(kind, attributes, text) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', kind);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Round numbers between the two, not more than a few. */
function marks(least, most) {
  const rough = (most - least || Math.abs(most) || 1) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => s >= rough) ?? rough, first = Math.ceil(least / step);
  // counted from the first one: to add 1 to a number of 17 digits leaves it as it is
  return [0, 1, 2, 3, 4, 5].map((n) => (first + n) * step).filter((value) => value <= most + step / 1e6);
}

function hours(from, to, most) {
  const step = [5, 10, 15, 30, 60, 120, 240, 480, 1440].map((n) => n * MINUTE).find((s) => (to - from) / s <= most) ?? to - from;
  const shift = new Date(from).getTimezoneOffset() * MINUTE, all = [];
  for (let t = Math.ceil((from - shift) / step) * step + shift; t <= to; t += step) all.push(t);
  return all.length > 1 ? all : [from, to];
}

/** Since the clock was set last: a small computer learns the time some while after it has started. */
function sinceClockWasSet(all) {
  let first = all.length - 1;
  while (first > 0 && all[first - 1][0] <= all[first][0] && all[all.length - 1][0] - all[first - 1][0] < DAY) first--;
  return all.slice(Math.max(0, first));
}

const isFlag = ({ type, shown: as }) => type === 'stateset' || as?.as === 'flag';

function lines() {
  const svg = $('chart-lines'), known = points.filter(([, value]) => value !== null), values = known.map(([, value]) => value);
  svg.replaceChildren();
  svg.toggleAttribute('hidden', known.length < 2);
  if (known.length < 2) return;
  const width = Math.max(240, svg.clientWidth), flag = isFlag(shown.series);
  let least = flag ? 0 : Math.min(...values), most = flag ? 1 : Math.max(...values);
  if (least === most) { least -= Math.abs(least) * 0.05 || 1; most += Math.abs(most) * 0.05 || 1; }
  const from = points[0][0], to = points[points.length - 1][0];
  const beside = (flag ? [0, 1] : marks(least, most))
    .map((value) => [value, flag ? sentence({ ...shown.series, value }) : mark({ ...shown.series, value: Number(value.toPrecision(6)) })]);
  const left = Math.min(width / 2, 16 + LETTER * Math.max(3, ...beside.map(([, text]) => text.length)));
  const x = (t) => left + (t - from) / (to - from || 1) * (width - left - RIGHT);
  const y = (value) => TOP + (most - value) / (most - least) * (HEIGHT - TOP - BOTTOM);
  svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  for (const [value, text] of beside) {
    svg.append(draw('line', { class: 'grid', x1: left, x2: width - RIGHT, y1: y(value), y2: y(value) }),
      draw('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, text));
  }
  for (const t of hours(from, to, width / 90)) {
    svg.append(draw('line', { class: 'grid', x1: x(t), x2: x(t), y1: TOP, y2: HEIGHT - BOTTOM }),
      draw('text', { x: x(t), y: HEIGHT - 8, 'text-anchor': x(t) > width - 40 ? 'end' : 'middle' }, clock.format(t)));
  }
  let path = '', before = null;
  for (const [t, value] of points) {
    const at = value === null ? '' : `${x(t).toFixed(1)},${y(value).toFixed(1)}`;
    if (at) path += before === null ? `M${at}` : flag ? `H${x(t).toFixed(1)}L${at}` : `L${at}`;
    before = value;
  }
  svg.append(draw('path', { d: path }));
}

/** Only where it changed: between two rows it stood still. */
function table(say) {
  const rows = [];
  points.forEach(([t, value], i) => {
    if (i && value === points[i - 1][1]) return;
    const row = document.createElement('tr'), when = document.createElement('th'), what = document.createElement('td');
    when.scope = 'row';
    when.textContent = clock.format(t);
    what.textContent = value === null ? 'nothing' : say(value);
    row.append(when, what);
    rows.unshift(row);
  });
  $('chart-rows').replaceChildren(...rows.slice(0, MOST_ROWS));
}

function show(past, whole) {
  const say = (value) => sentence({ ...shown.series, value });
  points = sinceClockWasSet(past);
  const known = points.map(([, value]) => value).filter((value) => value !== null), last = points[points.length - 1];
  const span = last ? (last[0] - points[0][0]) / 1000 : 0, least = Math.min(...known), most = Math.max(...known);
  let text = 'No number of it is kept yet: the first is taken within a minute.';
  if (known.length === 1) text = `${say(known[0])}. The line begins with the next value that is kept.`;
  if (known.length > 1) {
    const between = !isFlag(shown.series) ? `least ${say(least)}, most ${say(most)}` : least === most ? `always ${say(least)}` : `${say(least)} and ${say(most)}`;
    text = `The last ${age(span)}: ${between}, now ${last[1] === null ? 'nothing' : say(last[1])}.`;
  }
  if (!whole) text += ' The room for what was before is used up; a larger heap has more.';
  $('chart-says').textContent = text;
  lines();
  table(say);
}

async function ask() {
  clearTimeout(timer);
  const mine = shown;
  try {
    const response = await fetch(beside(`history?${new URLSearchParams({ device: mine.device, series: mine.text })}`), { cache: 'no-store' });
    if (mine !== shown) return;
    if (response.ok) {
      const past = await response.json(), now = mine.now();
      if (mine !== shown) return;
      const all = past.times.map((t, i) => [t, past.values[i]]), last = all[all.length - 1]?.[0] ?? 0;
      // the page has heard of the program's time some while ago
      if (now) all.push([Math.max(last, now[0]), now[1]]);
      show(all, past.whole);
    } else if (response.status === 404) {
      show([], true);
    } else {
      throw new Error(response.statusText);
    }
  } catch {
    if (mine === shown) $('chart-says').textContent = 'home-exporter does not answer.';
  }
  if (mine === shown) timer = setTimeout(ask, AGAIN);
}

/**
 * @param series name, labels, unit and type, as /status has them
 * @param now gives the program's time and its present value, or null where the page does not have it
 */
export function openChart({ device, series, title, now = () => null }) {
  const text = exposed(series);
  shown = { device, series, text, now };
  $('chart-title').textContent = title;
  $('chart-series').textContent = text;
  $('chart-says').textContent = 'Asking …';
  points = [];
  lines();
  $('chart-rows').replaceChildren();
  if (!dialog.open) dialog.showModal();
  if (series.type === 'info') $('chart-says').textContent = 'It is a text, which stands in its labels: there is no line of it.';
  else ask();
}

dialog.addEventListener('close', () => { shown = undefined; clearTimeout(timer); });
dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
$('chart-close').addEventListener('click', () => dialog.close());
window.addEventListener('resize', () => { if (shown) lines(); });
