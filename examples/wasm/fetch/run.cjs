// Calls a server on a loopback port with the client in WebAssembly: node run.cjs FOLDER/fetch.js
const assert = require('node:assert/strict');
const http = require('node:http');
const path = require('node:path');
const process = require('node:process');

const client = require(path.resolve(process.argv[2]));

const requests = [];
// The responses in order: a status and a body, or `null` for none.
let responses = [];
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  requests.push({ method: request.method, url: request.url, headers: request.headers, body });
  const next = responses.shift();
  if (next === null) return; // The client gives up.
  response.writeHead(next.status, { 'content-type': 'application/json' });
  // In two pieces.
  response.write(next.body.slice(0, 9));
  setImmediate(() => response.end(next.body.slice(9)));
});

const renamed = (name) => ({
  status: 200,
  body: JSON.stringify({ Account: { AwsAccountId: '1', AccountId: '12a3456b', Name: name } }),
});
const busy = { status: 503, body: '{"Message": "busy"}' };

async function calls(rename, endpoint) {
  requests.length = 0;
  responses = [busy, renamed('Sales')];
  assert.equal(await rename(endpoint, 'Sales'), 'Sales');
  assert.equal(requests.length, 2, 'status 503 was retried');
  for (const { method, url, headers, body } of requests) {
    assert.deepEqual([method, url, body], ['POST', '/accounts/12a3456b', '{"Name":"Sales"}']);
    assert.match(headers.authorization, /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/chime\//);
    const signed = headers['x-amz-date'].replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5');
    assert.ok(Math.abs(Date.parse(signed) - Date.now()) < 60_000, `the clock is that of the host: ${signed}`);
  }
  const id = requests[0].headers['amz-sdk-invocation-id'];
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

  responses = [{ status: 404, body: '{"code": "NotFoundException"}' }];
  await assert.rejects(rename(endpoint, 'Sales'), /NotFoundException \(HTTP 404/);
  const other = requests.at(-1).headers['amz-sdk-invocation-id'];
  assert.notEqual(other, id);

  responses = [null];
  await assert.rejects(rename(endpoint, 'Sales'), /timed out after 500ms/);
  return [id, other];
}

server.listen(0, '127.0.0.1', async () => {
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const ids = [];
  for (const rename of [client.rename, client.rename_with_reqwest]) ids.push(...(await calls(rename, endpoint)));
  assert.equal(new Set(ids).size, ids.length, 'random numbers do not repeat');

  await assert.rejects(client.rename_from_env(endpoint), /no environment variables and files: call Config::credentials/);
  assert.throws(() => client.open('cat.jpg'), /^Error: cat\.jpg: .*not supported/);

  server.closeAllConnections();
  server.close();
  await assert.rejects(client.rename(endpoint, 'Sales'), /closed before the response was complete: fetch failed/);
  console.log('fetch: calls over both transports, with retries, errors and timeouts');
});
