// How numbers, units, times and states are said to people.
const UNITS = {
  celsius: '°C', C: '°C', fahrenheit: '°F', kelvin: 'K', percent: '%', watts: 'W', kilowatts: 'kW', volt_amperes: 'VA', vars: 'var',
  kilowatt_hours: 'kWh', watt_hours: 'Wh', watthours: 'Wh', joules: 'J', volts: 'V', amperes: 'A', ampere_hours: 'Ah', hertz: 'Hz',
  pascals: 'Pa', seconds: 's', minutes: 'min', hours: 'h', days: 'd', cubic_meters: 'm³', liters: 'l', degrees: '°',
  cubic_meters_per_second: 'm³/s', lux: 'lx', meters: 'm', meters_per_second: 'm/s', grams: 'g', rpm: 'rpm', dbm: 'dBm',
  grams_per_cubic_meter: 'g/m³', watts_per_square_meter: 'W/m²', watts_per_kelvin: 'W/K', bytes_per_second: 'B/s', bits_per_second: 'bit/s',
  kWh: 'kWh', Wh: 'Wh', kW: 'kW', W: 'W', V: 'V', A: 'A', K: 'K', h: 'h', Hz: 'Hz', bar: 'bar', 'l/h': 'l/h', 'l/min': 'l/min', dBm: 'dBm',
};
const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
const coarse = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }), tiny = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'short' });
export const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
export const alike = new Intl.Collator(undefined, { numeric: true });

export function number(value) {
  const size = Math.abs(value);
  if (size >= 1e15) return value.toExponential(3);
  // a zero below zero is a zero
  return (size >= 1000 ? coarse : size >= 0.01 || size === 0 ? plain : tiny).format(value + 0);
}

const MOST_SECONDS = 8.64e12, POWERS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Seconds since 1970; a number that no calendar has stays one. */
const time = (seconds, format) => (Math.abs(seconds) <= MOST_SECONDS ? [format.format(seconds * 1000), ''] : [number(seconds), 's']);
const power = (bytes) => Math.min(4, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10));
const isTime = ({ value, type, shown }, unit) => shown?.as === 'time' || (unit === 'seconds' && value > 1e9 && type === 'gauge');

export function age(seconds) {
  if (seconds === null || seconds === undefined) return 'none yet';
  if (seconds < 120) return `${Math.round(Math.max(0, seconds))} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** No and yes of a flag, by its class in Home Assistant. */
const FLAGS = {
  problem: ['fine', 'problem'], running: ['not running', 'running'], opening: ['closed', 'open'], window: ['closed', 'open'],
  door: ['closed', 'open'], moisture: ['dry', 'wet'], motion: ['none', 'seen'], occupancy: ['nobody', 'somebody'],
  smoke: ['none', 'smoke'], battery: ['fine', 'low'],
};

/** The unit of old names stands at their end, or at the end of their label: luxtronik_temperaturen{attr="vorlauf_C"}. */
export function unitOf(series) {
  if (series.unit) return series.unit;
  if (series.shown?.unit) return series.shown.unit;
  for (const text of [series.labels.attr ?? '', series.name.replace(/_total$/, '')]) {
    const end = text.slice(text.lastIndexOf('_') + 1);
    if (text.includes('_') && Object.hasOwn(UNITS, end)) return end;
  }
  return '';
}

/** A value as a person reads it: [text, unit]. */
export function readable(series) {
  const { value, type } = series, unit = unitOf(series);
  if (value === null) return ['no number', ''];
  if (type === 'info') return ['text', ''];
  if (series.shown?.as === 'flag') return [(FLAGS[series.shown.class] ?? ['off', 'on'])[value ? 1 : 0], ''];
  if (type === 'stateset') return [value ? 'yes' : 'no', ''];
  if (isTime(series, unit)) return value > 0 ? time(value, moment) : ['never', ''];
  if (unit === 'ratio') return [number(value * 100), '%'];
  if (unit === 'bytes') return [coarse.format(value / 1024 ** power(value)), POWERS[power(value)]];
  return [number(value), Object.hasOwn(UNITS, unit) ? UNITS[unit] : unit];
}

export const sentence = (series) => readable(series).filter(Boolean).join('\u00a0');

/** As short as it fits beside a line. */
export function mark(series) {
  const { value } = series, unit = unitOf(series);
  if (isTime(series, unit)) return time(value, day)[0];
  if (unit === 'bytes') return `${number(value / 1024 ** power(value))} ${POWERS[power(value)]}`;
  return number(unit === 'ratio' ? value * 100 : value);
}

/** A series as it stands on /metrics, by which the program knows it. */
export function exposed(series) {
  const escaped = (text) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  const labels = Object.entries(series.labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return series.name + (labels.length ? `{${labels.join(',')}}` : '');
}
