// "Find devices": has the program ask who is there. What devices call themselves goes in as text, never as markup.
const DEADLINE = 30_000;
const $ = (id) => document.getElementById(`find-${id}`);

function show(words, lines) {
  $('says').textContent = words;
  $('lines').value = lines.join('\n');
  $('found').hidden = !lines.length;
}

async function find() {
  $('go').disabled = true;
  show('Asking, for 5 seconds …', []);
  try {
    const response = await fetch('discover', {
      method: 'POST', cache: 'no-store', headers: { Authorization: `Bearer ${$('token').value}` }, signal: AbortSignal.timeout(DEADLINE),
    });
    const answer = await response.json();
    if (response.status !== 200) throw new Error(answer.detail?.error ?? answer.detail ?? `it says ${response.status}`);
    show(answer.devices ? `${answer.devices} found` : answer.said.slice(-2).join('; '), answer.lines);
  } catch (problem) {
    show(`Not found out: ${problem.name === 'TimeoutError' ? 'it took too long' : problem.message}`, []);
  } finally {
    $('go').disabled = false;
  }
}

async function copy() {
  $('lines').select();
  try {
    // there is none on a page that came by plain HTTP
    if (navigator.clipboard) await navigator.clipboard.writeText($('lines').value);
    else document.execCommand('copy');
    $('says').textContent = 'Copied';
  } catch {
    $('says').textContent = 'The lines are selected: copy them with the keyboard';
  }
}

$('form').addEventListener('submit', (event) => { event.preventDefault(); find(); });
$('copy').addEventListener('click', copy);
