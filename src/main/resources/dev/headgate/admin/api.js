// Asks the gateway.

const TOKEN = 'headgate-admin-token';

/** The gateway wants a token, or another one. */
export class TokenWanted extends Error {}

export const hasToken = () => sessionStorage.getItem(TOKEN) !== null;

export const keepToken = (token) => sessionStorage.setItem(TOKEN, token);

/** Asks, and returns the response whatever its status; only a wrong token is thrown. */
export async function ask(method, path, body) {
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(path, {
    method,
    body,
    cache: 'no-store',
    headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (response.status === 401) {
    throw new TokenWanted();
  }
  return response;
}

/** What the gateway has there. */
export async function get(path) {
  const response = await ask('GET', path);
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}
