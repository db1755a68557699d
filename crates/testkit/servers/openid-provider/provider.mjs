// A real OpenID provider for tests: prints its issuer when it listens, and does what its control addresses ask.
//
// PUT  /control/accounts/SUB  what is claimed of whoever signs in as SUB: { "email": …, "email_verified": … }
// POST /control/rotate        signs with another key from now on, and publishes that one alone
// Clients register themselves (RFC 7591) at /reg. The sign-in form takes any password.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import http from 'node:http';
import { Provider } from 'oidc-provider';

const claims = new Map();

const server = http.createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1', () => {
  serveWith(newKeys());
  console.log(issuer());
});

let serve;

function issuer() {
  return `http://127.0.0.1:${server.address().port}`;
}

function newKeys() {
  const key = (type, options, alg) => ({
    ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg,
    kid: randomBytes(8).toString('hex'),
  });
  return [key('rsa', { modulusLength: 2048 }, 'RS256'), key('ec', { namedCurve: 'P-256' }, 'ES256')];
}

function serveWith(keys) {
  const provider = new Provider(issuer(), {
    jwks: { keys },
    cookies: { keys: ['a cookie of tests'] },
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
    // Of the e-mail address, some providers tell in the ID token and some at /me.
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'HS256'] },
    features: {
      devInteractions: { enabled: true },
      registration: { enabled: true, idFactory: () => `client-${randomBytes(8).toString('hex')}` },
    },
    findAccount: (context, sub) => ({
      accountId: sub,
      claims: (use) => {
        const { elsewhere, ...told } = claims.get(sub) ?? {};
        return use === 'id_token' && elsewhere ? { sub } : { sub, ...told };
      },
    }),
    ttl: { IdToken: 300, AccessToken: 300, AuthorizationCode: 300, Interaction: 600, Grant: 600, Session: 600 },
  });
  // The sign-in form knows no second factor: whoever's claims say so has proven one.
  const find = provider.AuthorizationCode.find.bind(provider.AuthorizationCode);
  provider.AuthorizationCode.find = async (...wanted) => {
    const code = await find(...wanted);
    return code && Object.assign(code, { amr: claims.get(code.accountId)?.amr });
  };
  serve = provider.callback();
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, issuer());
  const account = pathname.match(/^\/control\/accounts\/(.+)$/)?.[1];
  if (request.method === 'PUT' && account) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    claims.set(decodeURIComponent(account), JSON.parse(Buffer.concat(chunks).toString()));
  } else if (request.method === 'POST' && pathname === '/control/rotate') {
    serveWith(newKeys());
  } else {
    serve(request, response);
    return;
  }
  response.writeHead(204).end();
}
