// An answer against its description in openapi.json; enough of JSON Schema for that document.
import assert from 'node:assert/strict';

export class Description {
  constructor(spec) { this.spec = spec; }

  static async of(url) { return new Description(await (await fetch(`${url}/api/v1/openapi.json`)).json()); }

  resolve(node) { return node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], this.spec) : node; }

  // What of the value is not as the schema says.
  wrong(schema, value, at = '$') {
    schema = this.resolve(schema);
    if (!schema) return [];
    if (schema.oneOf) {
      const tries = schema.oneOf.map(one => this.wrong(one, value, at));
      return tries.some(t => t.length === 0) ? [] : tries[0];
    }
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
    if (schema.type && ![schema.type].flat().includes(kind)) return [`${at} is ${kind}, not ${schema.type}`];
    if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${value} is none of ${schema.enum}`];
    if (kind === 'array') return value.flatMap((item, i) => this.wrong(schema.items, item, `${at}[${i}]`));
    if (kind !== 'object') return [];
    const missing = (schema.required || []).filter(key => !(key in value)).map(key => `${at}.${key} is missing`);
    return missing.concat(Object.entries(schema.properties || {}).flatMap(([key, s]) => (key in value ? this.wrong(s, value[key], `${at}.${key}`) : [])));
  }

  check(path, method, { status, headers }, text) {
    const operation = this.spec.paths[path]?.[method];
    assert.ok(operation, `${method} ${path} is not described`);
    const described = this.resolve(operation.responses[status]);
    assert.ok(described, `${method} ${path} answered ${status}, which is not described: ${text.slice(0, 300)}`);
    for (const name of Object.keys(described.headers || {})) assert.ok(headers.get(name), `${method} ${path} ${status}: no ${name}`);
    const types = Object.keys(described.content || {});
    if (types.length === 0 || types.includes('*/*')) return;
    const type = (headers.get('content-type') || '').split(';')[0];
    assert.ok(types.includes(type), `${method} ${path} ${status}: ${type} instead of ${types}`);
    if (!type.endsWith('json')) return;
    assert.deepEqual(this.wrong(described.content[type].schema, JSON.parse(text)), [], `${method} ${path} ${status}`);
  }

  // The described path that an address is of: a segment in braces takes any.
  pathOf(address) {
    const segments = address.split('?')[0].split('/');
    const fits = path => path.split('/').length === segments.length && path.split('/').every((part, i) => part === segments[i] || part.startsWith('{'));
    const all = Object.keys(this.spec.paths).filter(fits);
    return all.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }
}
