// A bad network between the browser and the binary: what it does to each request is a function that tests set.
import { request as ask, createServer } from 'node:http';

/** What can happen to a request. Each is a function of (request, response, forward). */
export const pass = (_, response, forward) => {
  const asked = forward((answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
  });
  response.on('close', () => asked.destroy());
};

export const refuse = (request) => request.socket.destroy();

/** Never answered. */
export const hang = () => {};

/** Reaches the server, which does it; the answer gets lost. */
export const cut = (request, _, forward) =>
  void forward((answer) => {
    answer.resume();
    answer.on('end', () => request.socket.destroy());
  });

/** Somebody else's page in place of the answer. */
export const html = (status) => (request, response) => {
  request.resume();
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Welcome to the hotel</title><h1>Accept the terms</h1>');
};

/** Lets a request through with its answer's text changed. */
export const rewrite = (change) => (_, response, forward) =>
  void forward(
    async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      const { 'content-length': _, etag: __, ...headers } = answer.headers;
      response.writeHead(answer.statusCode, headers);
      response.end(change(text));
    },
    { 'accept-encoding': 'identity', 'if-none-match': '' },
  );

export async function startProxy() {
  let rule = () => pass;
  const sockets = new Set();
  const proxy = {
    /** Where the binary is; set once it is known. */
    target: '',
    url: '',
    /** Bodies of events handed in, in order of their arrival here. */
    batches: [],
    /** `next(request)` says what happens to a request; connections that stand are cut, so that streams feel it too. */
    become(next) {
      rule = next;
      for (const socket of sockets) socket.destroy();
    },
    end: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(done);
      }),
  };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.url.endsWith('/notify/events/batch')) proxy.batches.push(body.toString());
    const forward = (answered, headers = {}) => {
      const { hostname, port } = new URL(proxy.target);
      const asked = ask({
        hostname,
        port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, ...headers },
      });
      asked.on('response', answered);
      asked.on('error', () => request.socket.destroy());
      asked.end(body);
      return asked;
    };
    rule(request)(request, response, forward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  proxy.url = `http://localhost:${server.address().port}`;
  return proxy;
}
