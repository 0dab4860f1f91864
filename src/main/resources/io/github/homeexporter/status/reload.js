// Has the settings read again, for who has the token, and says what came of it. The token is kept nowhere.
const form = document.getElementById('reload'), token = document.getElementById('token'), said = document.getElementById('reloaded');

/** The answer in sentences. */
function sentences({ changed, restarted, needs_restart: waiting, wrong }) {
  const lines = changed.map(({ key, before, now }) => `${key}: ${before || 'not set'} → ${now || 'not set'}`);
  if (!lines.length) lines.push('Nothing else is in force.');
  if (restarted.length) lines.push(`Restarted: ${restarted.join(', ')}`);
  if (waiting.length) lines.push(`Needs a restart of the program: ${waiting.join(', ')}`);
  return [...lines, ...wrong.map((fault) => `Wrong: ${fault}`)];
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  let lines;
  try {
    const response = await fetch('-/reload', { method: 'POST', headers: { Authorization: `Bearer ${token.value}` } });
    const answer = await response.json();
    lines = response.ok ? sentences(answer) : [answer.detail?.error ?? answer.detail ?? `it says ${response.status}`];
  } catch (problem) {
    lines = [`home-exporter does not answer: ${problem.message}`];
  }
  said.replaceChildren(...lines.map((line) => Object.assign(document.createElement('li'), { textContent: String(line) })));
});
