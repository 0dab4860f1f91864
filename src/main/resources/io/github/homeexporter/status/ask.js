// What is done only for who has the token: who is there, and the settings read again. The field keeps it until the page is left.
// What devices call themselves goes in as text, never as markup.
import { beside } from './live.js';

const DEADLINE = 30_000;
const $ = (id) => document.getElementById(id);
const buttons = document.querySelectorAll('#ask-form button');

/** The answer; an error that is a sentence for people when it is none. */
async function ask(path) {
  const response = await fetch(beside(path), {
    method: 'POST', cache: 'no-store', headers: { Authorization: `Bearer ${$('token').value}` }, signal: AbortSignal.timeout(DEADLINE),
  });
  const answer = await response.json().catch(() => ({ detail: `it says ${response.status} ${response.statusText}` }));
  if (response.status !== 200) throw new Error(answer.detail?.error ?? answer.detail ?? `it says ${response.status}`);
  return answer;
}

function show(words, lines = [], sentences = []) {
  $('find-says').textContent = words;
  $('find-lines').value = lines.join('\n');
  $('find-found').hidden = !lines.length;
  $('reloaded').replaceChildren(...sentences.map((line) => Object.assign(document.createElement('li'), { textContent: String(line) })));
}

async function find() {
  show('Asking, for 5 seconds …');
  const { devices, said, lines } = await ask('discover');
  show(devices ? `${devices} found` : said.slice(-2).join('; '), lines);
}

async function reload() {
  show('Reading …');
  const { changed, restarted, needs_restart: waiting, wrong } = await ask('-/reload');
  const lines = changed.map(({ key, before, now }) => `${key}: ${before || 'not set'} → ${now || 'not set'}`);
  if (!lines.length) lines.push('Nothing else is in force.');
  if (restarted.length) lines.push(`Restarted: ${restarted.join(', ')}`);
  if (waiting.length) lines.push(`Needs a restart of the program: ${waiting.join(', ')}`);
  show('', [], [...lines, ...wrong.map((fault) => `Wrong: ${fault}`)]);
}

async function copy() {
  $('find-lines').select();
  try {
    // there is none on a page that came by plain HTTP
    if (navigator.clipboard) await navigator.clipboard.writeText($('find-lines').value);
    else document.execCommand('copy');
    $('find-says').textContent = 'Copied';
  } catch {
    $('find-says').textContent = 'The lines are selected: copy them with the keyboard';
  }
}

$('ask-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  buttons.forEach((button) => { button.disabled = true; });
  try {
    await (event.submitter === $('reload') ? reload() : find());
  } catch (problem) {
    const what = event.submitter === $('reload') ? 'Not read again' : 'Not found out';
    show(`${what}: ${problem.name === 'TimeoutError' ? 'it took too long' : problem.message}`);
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
    event.submitter?.focus();
  }
});
$('find-copy').addEventListener('click', copy);
