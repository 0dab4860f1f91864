// What a value was in the last hours: a line, a sentence, and the same as a table.
import { age, clock, exposed, number, sentence } from './words.js';

const AGAIN = 30_000, HEIGHT = 220, LEFT = 64, RIGHT = 12, TOP = 12, BOTTOM = 28, MINUTE = 60_000, MOST_ROWS = 360;
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
  const step = [1, 2, 5, 10].map((n) => n * power).find((s) => s >= rough), all = [];
  for (let n = Math.ceil(least / step); n * step <= most + step / 1e6; n++) all.push(n * step);
  return all;
}

function hours(from, to, most) {
  const step = [5, 10, 15, 30, 60, 120, 240, 480, 1440].map((n) => n * MINUTE).find((s) => (to - from) / s <= most) ?? to - from;
  const shift = new Date(from).getTimezoneOffset() * MINUTE, all = [];
  for (let t = Math.ceil((from - shift) / step) * step + shift; t <= to; t += step) all.push(t);
  return all.length > 1 ? all : [from, to];
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
  const x = (t) => LEFT + (t - from) / (to - from || 1) * (width - LEFT - RIGHT);
  const y = (value) => TOP + (most - value) / (most - least) * (HEIGHT - TOP - BOTTOM);
  svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  for (const value of flag ? [0, 1] : marks(least, most)) {
    svg.append(draw('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }),
      draw('text', { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, flag ? sentence({ ...shown.series, value }) : number(Number(value.toPrecision(6)))));
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
  points = past;
  const known = points.map(([, value]) => value).filter((value) => value !== null);
  const span = points.length ? (points[points.length - 1][0] - points[0][0]) / 1000 : 0;
  let text = 'No number of it is kept yet: the first is taken within a minute.';
  if (known.length === 1) text = `${say(known[0])}. The line begins with the next value that is kept.`;
  if (known.length > 1) text = `The last ${age(span)}: least ${say(Math.min(...known))}, most ${say(Math.max(...known))}, now ${say(known[known.length - 1])}.`;
  if (!whole) text += ' The room for what was before is used up; a larger heap has more.';
  $('chart-says').textContent = text;
  lines();
  table(say);
}

async function ask() {
  clearTimeout(timer);
  const mine = shown;
  try {
    const response = await fetch(`history?${new URLSearchParams({ device: mine.device, series: mine.text })}`, { cache: 'no-store' });
    if (mine !== shown) return;
    if (response.ok) {
      const past = await response.json(), now = mine.now();
      if (mine !== shown) return;
      const all = past.times.map((t, i) => [t, past.values[i]]);
      if (now !== null) all.push([Date.now(), now]);
      show(all, past.whole);
    } else {
      show([], true);
    }
  } catch {
    if (mine === shown) $('chart-says').textContent = 'home-exporter does not answer.';
  }
  if (mine === shown) timer = setTimeout(ask, AGAIN);
}

/**
 * @param series name, labels, unit and type, as /status has them
 * @param now gives its present value, where the page has it
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
  ask();
}

dialog.addEventListener('close', () => { shown = undefined; clearTimeout(timer); });
dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
$('chart-close').addEventListener('click', () => dialog.close());
window.addEventListener('resize', () => { if (shown) lines(); });
