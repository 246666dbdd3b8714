// Runs the module: node run.mjs FILE.wasm
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import process from 'node:process';

const module = await WebAssembly.compile(await readFile(process.argv[2]));
assert.deepEqual(WebAssembly.Module.imports(module), [], 'the operations need nothing of their host');
const { exports: wasm } = await WebAssembly.instantiate(module, {});

const read = (length) => Buffer.from(wasm.memory.buffer, wasm.resize(length), length).toString();
const parse = (status, body) => {
  const bytes = Buffer.from(body);
  const address = wasm.resize(bytes.length);
  bytes.copy(Buffer.from(wasm.memory.buffer, address, bytes.length));
  return read(wasm.parse(status));
};

assert.equal(
  read(wasm.request()),
  'POST https://service.chime.aws.amazon.com/accounts/12a3456b {"Name":"Sales"}',
);
const account = { AwsAccountId: '1', AccountId: '12a3456b', Name: 'Sales ☀' };
assert.equal(parse(200, JSON.stringify({ Account: account })), 'Sales ☀');
assert.equal(parse(404, '{"code": "NotFoundException"}'), 'NotFoundException (HTTP 404)');
console.log('sans-io: a request was serialized, a response and an error were deserialized');
