// Passkeys: asks the browser what the page's form says, and sends its answer by that form. Fetches nothing.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const create = async (options) => {
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = known(options.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: options });
    return [made, {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
    }];
  };

  const get = async (options) => {
    options.challenge = bytes(options.challenge);
    options.allowCredentials = known(options.allowCredentials);
    const shown = await navigator.credentials.get({ publicKey: options });
    const owner = shown.response.userHandle;
    return [shown, {
      authenticatorData: text(shown.response.authenticatorData),
      clientDataJSON: text(shown.response.clientDataJSON),
      signature: text(shown.response.signature),
      userHandle: owner ? text(owner) : null,
    }];
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const options = JSON.parse(form.dataset.options).publicKey;
      const [key, response] = await (form.dataset.passkey === "create" ? create(options) : get(options));
      form.elements.svar.value = JSON.stringify({
        id: key.id,
        rawId: text(key.rawId),
        type: key.type,
        response,
        extensions: {},
      });
    } catch (fault) {
      form.elements.svar.value = "";
    }
    // Without an answer, the page says what to do.
    form.submit();
  });
})();
