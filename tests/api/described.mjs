// The description of the API as the running server gives it, and whether an answer is as it says.
import assert from 'node:assert/strict';

export class Description {
  constructor(spec) { this.spec = spec; this.succeeded = new Set(); }

  static async of(portal) { return new Description(await (await fetch(`${portal.url}/api/v1/openapi.json`)).json()); }

  resolve(node) { return node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key], this.spec) : node; }

  // What of the value is not as the schema says; enough of JSON Schema for this document.
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

  check(path, method, answer, text) {
    const operation = this.spec.paths[path]?.[method];
    assert.ok(operation, `${method} ${path} is not described`);
    const described = this.resolve(operation.responses[answer.status]);
    assert.ok(described, `${method} ${path} answered ${answer.status}, which is not described: ${text.slice(0, 300)}`);
    if (answer.status < 300) this.succeeded.add(`${method} ${path}`);
    for (const name of Object.keys(described.headers || {})) assert.ok(answer.headers.get(name), `${method} ${path} ${answer.status}: no ${name}`);
    const types = Object.keys(described.content || {});
    if (types.length === 0 || types.includes('*/*')) return;
    const type = (answer.headers.get('content-type') || '').split(';')[0];
    assert.ok(types.includes(type), `${method} ${path} ${answer.status}: ${type} instead of ${types}`);
    if (!type.endsWith('json')) return;
    assert.deepEqual(this.wrong(described.content[type].schema, JSON.parse(text)), [], `${method} ${path} ${answer.status}`);
  }

  // The described path that an address is of; a literal segment wins over {name}.
  path(address) {
    const parts = address.split('?')[0].split('/');
    const fits = Object.keys(this.spec.paths).filter(path => {
      const own = path.split('/');
      return own.length === parts.length && own.every((each, i) => each === parts[i] || each.startsWith('{'));
    });
    return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  // Those of a part of the API that have not answered well yet.
  missing(prefix) {
    return Object.entries(this.spec.paths).filter(([path]) => path.startsWith(prefix))
      .flatMap(([path, operations]) => Object.keys(operations).map(method => `${method} ${path}`)).filter(each => !this.succeeded.has(each));
  }
}
